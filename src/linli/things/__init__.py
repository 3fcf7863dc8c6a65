"""What stands there: facilities, spaces, estates, registers, inspections."""
