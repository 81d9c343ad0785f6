#!/bin/sh
# What real calendar programs show of a feed, in three zones: the script for a person's own eyes.
#   apt install khal vdirsyncer
#   tests/clients/calendar.sh http://127.0.0.1:8000/calendar/feed/….ics
# A second sync of an unchanged feed copies nothing.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir "$home/calendar"
cat > "$home/vdirsyncer" <<END
[general]
status_path = "$home/status"
[pair feed]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = "$home/calendar"
fileext = ".ics"
[storage there]
type = "http"
url = "$1"
END
export VDIRSYNCER_CONFIG="$home/vdirsyncer" LC_ALL=C.UTF-8
vdirsyncer discover feed
vdirsyncer sync feed
echo "== again"
vdirsyncer sync feed
for zone in Europe/Vienna America/New_York Asia/Tokyo; do
  cat > "$home/khal" <<END
[calendars]
[[feed]]
path = $home/calendar
readonly = True
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = $zone
local_timezone = $zone
[sqlite]
path = $home/$(basename "$zone").db
END
  echo "== $zone"
  khal -c "$home/khal" list --day-format '' \
    --format '{start-date} {start-time} to {end-date} {end-time}: {title} ({location}) {status}' \
    today 365d
done
