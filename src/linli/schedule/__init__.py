"""When: opening hours, bookings, sessions, shifts, hours given, offers and matches."""
