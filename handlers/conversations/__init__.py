"""One conversation a file; being here is enough to be found."""
