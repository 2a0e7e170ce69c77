import Domain
import Foundation

/// The wire format of both servers.
extension FakeServerItem {
    /// The members that come always, and of the others those that were asked for. Emby leaves out more.
    func members(_ server: MediaServerKind, fields: Set<String>) -> [String: Any] {
        var members: [String: Any] = [
            "Id": FakeMediaServer.wireID(number, server), "ServerId": FakeMediaServer.serverID, "Type": kind.rawValue,
            "ImageTags": ["Primary": "p\(number)"], "BackdropImageTags": ["b\(number)"],
            "IsFolder": kind != .movie && kind != .episode,
        ]
        members["Name"] = name
        members["RunTimeTicks"] = runtimeTicks
        members["IndexNumber"] = episode
        members["IndexNumberEnd"] = lastEpisode
        members["ParentIndexNumber"] = season
        members["SeriesId"] = series.map { FakeMediaServer.wireID($0, server) }
        let always: [String: Any?] = [
            "ProductionYear": year, "PremiereDate": premiere, "EndDate": end, "CommunityRating": communityRating,
            "CriticRating": criticRating, "OfficialRating": certificate, "Status": status,
            "AirDays": kind == .series ? ["Sunday"] : nil,
        ]
        for (name, value) in always where server == .jellyfin || fields.contains(name) {
            if let value { members[name] = value }
        }
        for (name, value) in asked(server) where fields.contains(name) {
            if let value { members[name] = value }
        }
        return members
    }

    private func asked(_ server: MediaServerKind) -> [String: Any?] {
        [
            "Overview": overview, "Genres": genres, "OriginalTitle": name, "SortName": name?.lowercased(),
            "Path": sources.first?.path, "Taglines": kind == .episode ? nil : ["It \(number)."], "Tags": ["tag"],
            "ProviderIds": providerIDs, "Studios": studios.enumerated().map(studio(server)),
            "People": people.map(person(server)), "ProductionLocations": ["United States of America"],
            "DateCreated": "2024-02-03T04:05:06.1234567Z", "ChildCount": kind == .series ? 1 : nil,
            "RecursiveItemCount": kind == .series ? 3 : nil,
            "MediaSources": sources.isEmpty ? nil : sources.enumerated().map { mediaSource($1, $0) },
        ]
    }

    private var providerIDs: [String: String] {
        ["Imdb": imdb, "Tmdb": tmdb, "Tvdb": tvdb].compactMapValues { $0 }
    }

    /// Emby's studios have whole numbers.
    private func studio(_ server: MediaServerKind) -> (Int, String) -> [String: Any] {
        { place, name in
            let id: Any = server == .emby ? 40 + place : FakeMediaServer.wireID(40 + place, .jellyfin)
            return ["Name": name, "Id": id]
        }
    }

    private func person(_ server: MediaServerKind) -> (String, String, String?) -> [String: Any] {
        { name, type, role in
            var members: [String: Any] = [
                "Name": name, "Type": type, "Id": FakeMediaServer.wireID(70, server), "PrimaryImageTag": "face",
            ]
            members["Role"] = role
            return members
        }
    }

    private func mediaSource(_ source: Source, _ place: Int) -> [String: Any] {
        let video: [String: Any] = [
            "Type": "Video", "Codec": source.codec, "Width": source.width, "Height": source.height, "Index": 0,
        ]
        let audio = source.languages.enumerated().map { place, language in
            ["Type": "Audio", "Codec": "aac", "Language": language, "Index": 1 + place] as [String: Any]
        }
        return [
            "Id": "source\(place)", "Path": source.path, "Container": "mkv", "Size": 5_000_000_000 + place,
            "RunTimeTicks": runtimeTicks ?? 0, "MediaStreams": [video] + audio, "Protocol": "File",
        ]
    }
}
