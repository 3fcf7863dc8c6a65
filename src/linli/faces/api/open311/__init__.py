"""Open311 GeoReport v2: reports by the standard that other cities speak, in XML and JSON."""
