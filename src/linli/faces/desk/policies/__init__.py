"""Policy papers on the desk: the library, a paper beside what was found in it, links, repeal."""
