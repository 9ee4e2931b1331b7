"""The figures for programs: what they ask and what they get, over JSON, REST and the command line."""
