"""What the words around it say of what the network saw: whose part it is, and what a finding can and cannot mean."""
