"""What botocore's API models say of members: {"service/Operation": ["Path[].Member", ...]} on stdin, a nested answer on stdout."""

import json
import sys

import botocore.session


def constraint(shape, required):
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    found = {"required": True} if required else {}
    if least is not None or most is not None:
        kind = "value" if shape.type_name in ("integer", "long") else "length"
        found[kind] = [least or 0, most]
    if "pattern" in shape.metadata:
        found["pattern"] = shape.metadata["pattern"]
    if getattr(shape, "enum", None):
        found["oneOf"] = sorted(shape.enum)
    return found


def at(shape, path):
    """The constraint of the member at the path, or None where the model has no such member."""
    required = False
    for step in path.split("."):
        name = step.removesuffix("[]")
        if shape.type_name != "structure" or name not in shape.members:
            return None
        required = name in shape.required_members
        shape = shape.members[name]
        if step.endswith("[]"):
            required = False
            shape = shape.member
    return constraint(shape, required)


session = botocore.session.get_session()
answer = {}
for operation, paths in json.load(sys.stdin).items():
    service, name = operation.split("/")
    model = session.get_service_model(service).operation_model(name)
    answer[operation] = {path: at(model.input_shape, path) for path in paths}
json.dump(answer, sys.stdout)
