"""Linli (邻里): software with which a county, its towns, its communities and their people get things done together."""

__version__ = "0.1.0"
