"""``linli run``: starts the processes of an installation and watches them."""
