"""The web door: pages made on the server, on one record. Needs the extra ``shiguan[web]``."""
