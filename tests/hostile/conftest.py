"""What lies in the corpus are submissions, whatever they are called."""

collect_ignore = ["corpus"]
