# Asks the API through the client that openapi-python-client generates, as a program of someone else would.
# Arguments: the folder of the generated package, the address of the API. Prints what it has read.
import json
import sys
from datetime import datetime, timedelta, timezone

folder, api_url = sys.argv[1:]
sys.path.insert(0, folder)

from subpoint_client import Client  # noqa: E402
from subpoint_client.api.overpasses import get_overpasses, list_overpasses  # noqa: E402
from subpoint_client.api.satellites import get_elements, list_satellites  # noqa: E402
from subpoint_client.api.tracks import get_track, get_tracks  # noqa: E402
from subpoint_client.models import (  # noqa: E402
    ElementsAt,
    GetOverpassesKind,
    HorizonPass,
    Overpasses,
    PlaceOverpasses,
    Point,
    Problem,
    Satellites,
    SwathOverpass,
    Track,
    Tracks,
)

client = Client(base_url=api_url, raise_on_unexpected_status=True)
PLACE = {"latitude": 40.02, "longitude": -105.25}


def of_type(value, kind):
    """The value, if it has this generated type: a client that drops an answer returns None."""
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, got {value!r}")
    return value


satellites = of_type(list_satellites.sync(client=client), Satellites)
terra = next(each for each in satellites.satellites if each.name == "Terra")
number = terra.catalog_number

track = of_type(get_track.sync(number, client=client, points=3), Track)
tracks = of_type(get_tracks.sync(client=client, satellites=[25994, 27424], points=3), Tracks)
swath = of_type(get_overpasses.sync(number, client=client, **PLACE), Overpasses)
horizon = of_type(get_overpasses.sync(number, client=client, kind=GetOverpassesKind.HORIZON, **PLACE), Overpasses)
together = of_type(list_overpasses.sync(client=client, satellites=[25994, 27424], **PLACE), PlaceOverpasses)
# The client sends the defaults of what is left out; and Python writes UTC as +00:00.
now = datetime.now(timezone.utc)
window = {"from_": (now - timedelta(hours=20)).isoformat(), "until": (now + timedelta(days=3)).isoformat()}
asked = of_type(list_overpasses.sync(client=client, **window, **PLACE), PlaceOverpasses)
elements = of_type(get_elements.sync(number, client=client, at=now.isoformat()), ElementsAt)
refused = of_type(get_track.sync(number, client=client, points=0), Problem)

print(
    json.dumps(
        {
            "satellites": [each.name for each in satellites.satellites],
            "latest": str(of_type(terra.latest, Point).time),
            "track": [[str(each.time), each.latitude_deg] for each in track.points],
            "tracks": [[each.name, len(each.points)] for each in tracks.tracks],
            "swath": [str(of_type(each, SwathOverpass).time) for each in swath.overpasses],
            "horizon": [str(of_type(each, HorizonPass).culmination.time) for each in horizon.overpasses],
            "together": [each.name for each in together.overpasses],
            "asked": len(asked.overpasses),
            "elements": elements.name,
            "refused": refused.detail,
        }
    )
)
