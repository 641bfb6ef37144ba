"""The report: the pages of the web door as files that open without a server. Needs the extra ``shiguan[web]``."""
