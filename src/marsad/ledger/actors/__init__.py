"""The register of actors: who a name means, what belonged to whom, and which unknown names may be one."""
