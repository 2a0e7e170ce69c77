"""List items: folders, actions, and the films of Kodi's library and of the server."""
import xbmc
import xbmcaddon
import xbmcgui

# Kodi 20 has setters; for Kodi 19 everything goes through `setInfo`.
HAS_SETTERS = hasattr(xbmc.InfoTagVideo, "setTitle")


def folder(label, icon):
    """Also for actions: what opens is decided by who adds the item."""
    item = xbmcgui.ListItem(label, offscreen=True)
    addon = xbmcaddon.Addon()
    item.setArt({"icon": icon, "thumb": icon, "fanart": addon.getAddonInfo("fanart")})
    return item


def film(details, score=None):
    """A film that plays, resumes and shows its state as films do everywhere in Kodi."""
    item = xbmcgui.ListItem(details["title"], offscreen=True)
    if score is not None:
        # For skins: a cosine between 0 and 1 tells people little, the order tells them all.
        item.setProperty("kinothek.score", "%.3f" % score)
    item.setPath(details["file"])
    item.setProperty("IsPlayable", "true")
    describe(item, details)
    return item


def describe(item, details):
    item.setArt(details.get("art", {}))
    if HAS_SETTERS:
        _describe(item.getVideoInfoTag(), details)
    else:
        _describe_for_kodi_19(item, details)


def choice(details):
    """A film to pick: its picture, title and year."""
    item = xbmcgui.ListItem(details["title"], offscreen=True)
    item.setArt(details.get("art", {}))
    if HAS_SETTERS:
        tag = item.getVideoInfoTag()
        tag.setTitle(details["title"])
        tag.setYear(details.get("year", 0))
    else:
        item.setInfo("video", {"title": details["title"], "year": details.get("year", 0)})
    return item


def _describe(tag, details):
    tag.setMediaType("movie")
    if "movieid" in details:
        tag.setDbId(details["movieid"])
    tag.setTitle(details["title"])
    tag.setOriginalTitle(details.get("originaltitle", ""))
    tag.setSortTitle(details.get("sorttitle", ""))
    tag.setYear(details.get("year", 0))
    tag.setPremiered(details.get("premiered", ""))
    tag.setPlot(details.get("plot", ""))
    tag.setPlotOutline(details.get("plotoutline", ""))
    tag.setTagLine(details.get("tagline", ""))
    tag.setGenres(details.get("genre", []))
    tag.setCountries(details.get("country", []))
    tag.setDirectors(details.get("director", []))
    tag.setWriters(details.get("writer", []))
    tag.setStudios(details.get("studio", []))
    tag.setTags(details.get("tag", []))
    tag.setSet(details.get("set", ""))
    tag.setMpaa(details.get("mpaa", ""))
    tag.setRating(details.get("rating", 0.0), _number(details.get("votes")))
    tag.setUserRating(details.get("userrating", 0))
    tag.setDuration(details.get("runtime", 0))
    tag.setPlaycount(details.get("playcount", 0))
    tag.setLastPlayed(details.get("lastplayed", ""))
    tag.setDateAdded(details.get("dateadded", ""))
    tag.setTrailer(details.get("trailer", ""))
    tag.setFilenameAndPath(details["file"])
    tag.setUniqueIDs(details.get("uniqueid", {}), "imdb" if "imdb" in details.get("uniqueid", {}) else "")
    tag.setCast([
        xbmc.Actor(actor["name"], actor.get("role", ""), actor.get("order", -1), actor.get("thumbnail", ""))
        for actor in details.get("cast", [])])
    resume = details.get("resume", {})
    tag.setResumePoint(resume.get("position", 0), resume.get("total", 0))
    streams = details.get("streamdetails", {})
    for video in streams.get("video", []):
        tag.addVideoStream(xbmc.VideoStreamDetail(
            video.get("width", 0), video.get("height", 0), video.get("aspect", 0.0), video.get("duration", 0),
            video.get("codec", ""), video.get("stereomode", ""), video.get("language", "")))
    for audio in streams.get("audio", []):
        tag.addAudioStream(xbmc.AudioStreamDetail(
            audio.get("channels", -1), audio.get("codec", ""), audio.get("language", "")))
    for subtitle in streams.get("subtitle", []):
        tag.addSubtitleStream(xbmc.SubtitleStreamDetail(subtitle.get("language", "")))


def _describe_for_kodi_19(item, details):
    same = (
        "title", "originaltitle", "sorttitle", "year", "premiered", "plot", "plotoutline", "tagline", "genre",
        "country", "director", "writer", "studio", "tag", "set", "mpaa", "rating", "userrating", "lastplayed",
        "dateadded", "trailer")
    info = {name: details[name] for name in same if details.get(name)}
    info.update({
        "mediatype": "movie", "duration": details.get("runtime", 0), "playcount": details.get("playcount", 0),
        "votes": details.get("votes", ""), "path": details["file"]})
    if "movieid" in details:
        info["dbid"] = details["movieid"]
    item.setInfo("video", info)
    item.setCast(details.get("cast", []))
    item.setUniqueIDs(details.get("uniqueid", {}))
    resume = details.get("resume", {})
    item.setProperty("ResumeTime", str(resume.get("position", 0)))
    item.setProperty("TotalTime", str(resume.get("total", 0)))
    for kind, streams in details.get("streamdetails", {}).items():
        for stream in streams:
            item.addStreamInfo(kind, stream)


def _number(votes):
    """Kodi hands out votes as text, with separators of thousands at times."""
    digits = "".join(character for character in str(votes or "") if character.isdigit())
    return int(digits) if digits else 0
