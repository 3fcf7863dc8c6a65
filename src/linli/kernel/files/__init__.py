"""Files: content-addressed attachments; their rules come with the first face that takes one."""
