/// Reads the elements of an entry that have parts of their own.
enum NFOPartsReader {
    /// By billing order; actors without one take their place in the file.
    static func actors(_ fields: NFOFields) -> [NFOActor] {
        var kept: [NFOActor] = []
        var seen: Set<[String]> = []
        for element in fields.all("actor") where kept.count < LocalMediaLimits.nfoListEntriesMax {
            guard let name = NFOText.line(element.text("name") ?? element.text) else { continue }
            let role = element.text("role").flatMap { NFOText.line($0) }
            guard seen.insert([name, role ?? ""]).inserted else { continue }
            kept.append(
                NFOActor(
                    name: name, role: role,
                    order: NFONumbers.whole(element.text("order"), in: 0...Int(Int32.max)) ?? kept.count,
                    type: element.text("type").flatMap { NFOText.line($0) },
                    pictureURL: element.text("thumb").flatMap(NFOText.webURL)))
        }
        // Stable, because a file may give every actor the same number.
        return kept.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }.map(\.element)
    }

    /// A text, or a name and an overview; the id of TMDB is an attribute or stands beside it.
    static func set(_ fields: NFOFields) -> NFOSet? {
        for element in fields.all("set") {
            guard let name = NFOText.line(element.text("name") ?? element.text) else { continue }
            let id = element.attributes["tmdbcolid"] ?? fields.all("tmdbcolid").first?.text ?? ""
            return NFOSet(
                name: name, overview: element.text("overview").flatMap(NFOText.prose),
                tmdbID: NFOIdentifier(kind: "tmdb", written: id).flatMap { Int($0.value) })
        }
        return nil
    }

    static func picturesAndThoseOfTheSet(_ fields: NFOFields) -> ([NFOPicture], [NFOPicture]) {
        let all = pictures(fields.all("thumb"))
        let ofSet = all.compactMap { picture -> NFOPicture? in
            guard let aspect = picture.aspect, aspect.hasPrefix("set.") else { return nil }
            return NFOPicture(url: picture.url, aspect: String(aspect.dropFirst(4)), previewURL: picture.previewURL)
        }
        return (all.filter { $0.aspect?.hasPrefix("set.") != true }, ofSet)
    }

    private static func pictures(_ elements: [NFOElement], base: String = "") -> [NFOPicture] {
        var kept: [NFOPicture] = []
        var seen: Set<String> = []
        for element in elements where kept.count < LocalMediaLimits.nfoListEntriesMax {
            guard let url = url(element.text, base), seen.insert(url).inserted else { continue }
            let isOfSeason = element.attributes["type"].map { $0 == "season" } ?? true
            kept.append(
                NFOPicture(
                    url: url, aspect: NFOText.line(element.attributes["aspect"] ?? "")?.lowercased(),
                    season: isOfSeason
                        ? NFONumbers.whole(element.attributes["season"], in: LocalMediaLimits.nfoSeasonRange) : nil,
                    previewURL: element.attributes["preview"].flatMap { self.url($0, base) }))
        }
        return kept
    }

    /// Old files name the front part of all addresses once, at `fanart`.
    static func backdrops(_ fields: NFOFields) -> [NFOPicture] {
        let all = fields.all("fanart").flatMap { fanart in
            let thumbs = fanart.all("thumb")
            return pictures(thumbs.isEmpty ? [fanart] : thumbs, base: fanart.attributes["url"] ?? "")
        }
        return Array(all.prefix(LocalMediaLimits.nfoListEntriesMax))
    }

    static func trailers(_ fields: NFOFields) -> [NFOTrailer] {
        var kept: [NFOTrailer] = []
        for element in fields.all("trailer").prefix(LocalMediaLimits.nfoListEntriesMax) {
            guard let trailer = NFOTrailer(NFOText.trimmed(element.text)), !kept.contains(trailer) else { continue }
            kept.append(trailer)
        }
        return kept
    }

    /// Nil when the file says nothing about it.
    static func watched(_ fields: NFOFields) -> NFOWatched? {
        var watched = NFOWatched()
        watched.playCount = fields.whole("playcount", in: LocalMediaLimits.nfoPlayCountRange)
        watched.isWatched = fields.first(["watched"], NFONumbers.flag)
        watched.lastPlayed = fields.first(["lastplayed"], NFODates.moment)
        let resume = fields.all("resume").first
        watched.resumeSeconds = seconds(resume?.text("position"))
        watched.totalSeconds = seconds(resume?.text("total"))
        return watched == NFOWatched() ? nil : watched
    }

    static func seasonTitles(_ fields: NFOFields) -> [Int: String] {
        var titles: [Int: String] = [:]
        for element in fields.all("namedseason") {
            guard let number = NFONumbers.whole(element.attributes["number"], in: LocalMediaLimits.nfoSeasonRange),
                let title = NFOText.line(element.text), titles[number] == nil
            else { continue }
            titles[number] = title
        }
        return titles
    }

    private static func url(_ text: String, _ base: String) -> String? {
        NFOText.webURL(text)
            ?? (base.isEmpty || NFOText.trimmed(text).isEmpty ? nil : NFOText.webURL(base + NFOText.trimmed(text)))
    }

    /// 0 stands for nothing to resume.
    private static func seconds(_ text: String?) -> Double? {
        text.flatMap(NFONumbers.decimal).flatMap { $0 > 0 && $0 <= LocalMediaLimits.nfoResumeSecondsMax ? $0 : nil }
    }
}
