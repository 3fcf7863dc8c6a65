"""Policy papers by API."""
