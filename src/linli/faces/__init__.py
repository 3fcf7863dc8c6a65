"""The only places that know a screen, a request or a command line; blind to each other."""
