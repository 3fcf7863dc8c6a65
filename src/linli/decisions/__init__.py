"""What we agreed: meetings, consultations, elections, votes, surveys."""
