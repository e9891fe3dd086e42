"""Claims of many reports into one picture: incidents, tolls, certainty, control, actors, judgements."""
