"""Areas on the desk."""
