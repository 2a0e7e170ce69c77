import Basics
import Domain
import Storage
import TestKit
import Testing

extension QueryPlanTests {
    static let media = [
        Query("the files of a folder") { _ = try await $0.media.files(of: MediaFolderID(1)) },
        Query("missing files of some sizes", reads: ["media_file_missing"]) {
            _ = try await $0.media.missingFiles(sizes: [7, 100])
        },
        Query("saving a scan", sorts: true) { stores in
            let film = ScannedTitle.film("Scanned 3", year: 1903, .at("new/3.mkv"), .at("film/3.mkv"))
            let series = ScannedTitle.series("Series 2", .test(1, 2, "Renamed", .at("series/2-2.mkv"))).with {
                $0.artwork = [.test(.poster, "other.jpg")]
            }
            _ = try await stores.media.save([film, series], in: MediaFolderID(1), at: .test(9))
        },
        Query("marking files as missing", sorts: true) { stores in
            try await stores.media.markMissing([MediaFileID(3)], at: .test(9))
        },
        Query("forgetting missing files", sorts: true) { stores in
            _ = try await stores.media.purge(missingBefore: .test(100), in: nil)
        },
        Query("forgetting a library's missing files", sorts: true) { stores in
            _ = try await stores.media.purge(missingBefore: .test(100), in: MediaLibraryID(1))
        },
        Query("files that wait to be probed") { _ = try await $0.media.unprobed(after: MediaFileID(5), limit: 9) },
        Query("storing a probe") { stores in
            let file = try #require(try await stores.media.unprobed(after: nil, limit: 1).first)
            try await stores.media.saveProbe(MediaProbe(), tracks: [.stream(1)], problem: nil, of: file)
        },
        Query("removing a library", reads: ["media_library"], sorts: true) {
            _ = try await $0.media.removeLibrary(MediaLibraryID(2))
        },
    ]

    static let videos = [
        Query("a page of a list", reads: listing) { stores in
            for filter in filters { _ = try await stores.videos.page(filter, offset: 20, limit: 20) }
        },
        Query("pages in other orders", reads: listing, sorts: true) { stores in
            for order in VideoOrder.allCases {
                for filter in [VideoFilter.all { $0.order = order }, .all { ($0.order, $0.kind) = (order, .movie) }] {
                    _ = try await stores.videos.page(filter, offset: 20, limit: 20)
                }
            }
        },
        Query("the newest titles") { stores in
            _ = try await stores.videos.newest(.all { $0.kind = .movie }, limit: 20)
        },
        Query("the newest of all kinds", sorts: true) { stores in
            _ = try await stores.videos.newest(.all(), limit: 20)
        },
        Query("titles by their names", reads: listing, sorts: true) { stores in
            for limit in [1, 200] { _ = try await stores.videos.named("scanned 3", .all(), limit: limit) }
        },
        Query("those that a filter keeps") { stores in
            for filter in filters { _ = try await stores.videos.kept([TitleID(1), TitleID(402)], by: filter) }
        },
        // Seen from the single profile of this test, nearly everything was begun.
        Query("what somebody began", reads: ["episode_pkey", "listing_pkey"], sorts: true) { stores in
            _ = try await stores.videos.begun(by: .all, positionMin: 60, limit: 20)
        },
        Query("videos by id", sorts: true) { stores in
            _ = try await stores.videos.videos([TitleID(401), TitleID(470)], for: .upTo(.twelve))
        },
        Query("the episodes of a series", sorts: true) { stores in
            let series = try await stores.videos.newest(.all { $0.kind = .series }, limit: 1)
            #expect(try await stores.videos.episodes(of: series[0], for: .all)?.count == 6)
        },
        Query("the series of an episode") { _ = try await $0.videos.series(of: TitleID(470)) },
        Query("a track with its file") { stores in
            let track = try await stores.videos.subtitle(SubtitleID(1))
            #expect(track != nil)
        },
        Query("a file") { _ = try await $0.videos.file(MediaFileID(1)) },
        Query("a picture") { stores in
            let films = try await stores.videos.newest(.all { $0.kind = .movie }, limit: 1)
            #expect(try await stores.videos.artwork(.poster, of: films[0]) != nil)
        },
    ]

    /// A list is read in its order, counted whole, and compared with what belongs to its titles.
    private static let listing: Set<String> = [
        "listing", "listing_order", "listing_kind", "listing_year", "listing_added", "listing_newest", "listing_pkey",
        "title_library_title", "title_pkey",
    ]

    /// Each asks for something else; none for text, which no index knows.
    private static let filters: [VideoFilter] = [
        .all(), .all { $0.kind = .movie }, .all { $0.library = MediaLibraryID(1) }, .all { $0.genre = "Sci-Fi" },
        .all { $0.yearMin = 1950 }, .all { $0.voteMin = 5 }, .all { $0.viewer = .upTo(.twelve) },
    ]
}

extension TestStores {
    /// Two libraries, a hundred films, twenty series and somebody who watches them.
    func fillMedia(_ user: UserID) async throws {
        let library = try await stores.media.addLibrary(name: "A", kind: .mixed, folders: ["/a"], at: .test(0))
        _ = try await stores.media.addLibrary(name: "B", kind: .mixed, folders: ["/b"], at: .test(0))
        let films = (1...100).map { number in
            ScannedTitle.film(
                "Scanned \(number)", year: 1900 + number,
                .at("film/\(number).mkv").with { $0.subtitles = [.sidecar("film/\(number).srt")] }
            ).with { $0.artwork = [.test(.poster, "\(number).jpg")] }
        }
        let series = (1...20).map { number in
            ScannedTitle.series("Series \(number)").with { series in
                series.episodes = (1...6).map { (place: Int) in
                    .test(1, place, "", .at("series/\(number)-\(place).mkv"))
                }
            }
        }
        let folder = try #require(library.folders.first).id
        _ = try await stores.media.save(films + series, in: folder, at: .test(0))
        let files = try await stores.media.files(of: folder)
        try await stores.media.markMissing(files.suffix(20).map(\.id), at: .test(1))
        let profile = try #require(try await stores.profiles.profiles(of: user, at: .test(0)).first).id
        for (number, file) in files.prefix(50).enumerated() {
            let report = WatchReport(at: .test(Double(number)), position: 90, length: 5000, creditsFrom: nil)
            _ = try await stores.watching.report(
                report, of: file.titles[0], by: profile, source: .playback, device: nil)
        }
    }
}
