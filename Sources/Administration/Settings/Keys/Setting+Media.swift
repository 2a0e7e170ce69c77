import Domain

// This server's own films, and playing them.
extension Setting {
    package static let basePath = Setting(
        "playback.base_path", .text(.basePath), "/vod",
        "The second prefix of the Android API's paths, `/` for none.")
    package static let playbacksMax = Setting(
        "playback.max_concurrent", .int(0...100), "3",
        "Playbacks of an account at the same time, 0 for any number.")
    package static let playbackActiveSeconds = Setting(
        "playback.active_seconds", .int(10...3600), "60", "Seconds after which a silent player no longer counts.")
    package static let conversionsMax = Setting(
        "playback.conversions_max", .int(1...64), "3",
        "Films that are converted for browsers at the same time, over all accounts.")
    package static let conversionCacheMiB = Setting(
        "playback.conversion_cache_mib", .int(512...1_048_576), "4096", "Room for their pieces, in MiB.")
    package static let legacyAndroidMutations = Setting(
        "playback.legacy_android_mutations", .flag, "false",
        "Whether old apps may change things without a token; also `ALLOW_LEGACY_ANDROID_API_MUTATIONS=1`.")
    package static let timeZone = Setting(
        "playback.time_zone", .text(.zone), "The zone of days and months in what is shown.",
        without: "the server's own")
    package static let unratedAs = Setting(
        "profiles.unrated_as", .choice(Certificate.allCases.map(\.rawValue)), "18",
        "What titles without a certificate count as.")
    package static let pinWindowSeconds = Setting(
        "profiles.pin_window_seconds", .int(30...86_400), "900", "Seconds for which an entered PIN counts.")
    package static let scoredSimilar = Setting(
        "kodi.scored_similar", .choice(["auto", "never"]), "auto",
        "Whether newer Kodi clients get scores with similar films.")

    static let playback = [
        basePath, playbacksMax, playbackActiveSeconds, conversionsMax, conversionCacheMiB, legacyAndroidMutations,
        timeZone, unratedAs, pinWindowSeconds, scoredSimilar,
    ]
}

extension Setting {
    package static let browseRoots = Setting(
        "browse.roots", .list(.absolutePath), "/", "Where administrators may look for folders.")
    package static let linkRoots = Setting(
        "media.link_roots", .list(.absolutePath), "Where links may lead out of a library.", without: "nowhere")
    package static let watchesFolders = Setting(
        "media.watch", .flag, "true", "Whether folders are looked through when something changes in them.")
    package static let quietSeconds = Setting(
        "media.quiet_seconds", .int(0...3600), "30",
        "Seconds for which a file must be left alone before it is looked into.")
    package static let ffmpeg = Setting(
        "media.ffmpeg", .text(.path), "The program that converts.", without: "found by its name")
    package static let ffprobe = Setting(
        "media.ffprobe", .text(.path), "The program that looks into files.", without: "found by its name")

    static let media = [browseRoots, linkRoots, watchesFolders, quietSeconds, ffmpeg, ffprobe]
}
