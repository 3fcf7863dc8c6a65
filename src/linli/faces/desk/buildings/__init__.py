"""Buildings, dwellings and addresses on the desk."""
