"""Where a student's code runs: limits, the bubblewrap command, the kernel provisioner, and the kernel."""
