"""From a file's bytes to the text of a policy paper: plain text, web pages, Word documents, PDF with text."""
