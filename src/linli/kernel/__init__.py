"""What no noun owns: errors, ids, calendar, text, journal, commands, jobs, packs and the pure engines."""
