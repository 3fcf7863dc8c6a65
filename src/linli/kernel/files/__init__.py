"""Attachments: told by content, bounded, pictures written anew, kept once under their digest, owners counted."""
