"""What is done while nobody asks for a page: the worker, its queue, and what tells whether all is well."""
