"""What AWS's own Python SDK expects of the simulator, as unit tests. The endpoint and keys come from the environment."""
