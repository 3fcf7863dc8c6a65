"""The demo county and its stories."""
