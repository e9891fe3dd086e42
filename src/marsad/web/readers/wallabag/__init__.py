"""The basic calls of wallabag's interface (API 2): the apps made for it read and save here. See docs/decisions."""
