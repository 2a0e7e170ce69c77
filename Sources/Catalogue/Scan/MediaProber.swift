import Basics
import Domain
import Host
import Jobs
import LocalMedia

/// What one look into all files that waited for it came to.
struct ProbeRound: Sendable, Equatable {
    /// Files that were looked into, and how many of these could not be read.
    var looked = 0
    var failed = 0
    /// Files that somebody had written to a moment ago.
    var busy = 0
    /// Whether files still wait: they were being written, or changed while somebody looked.
    var isLaterWanted = false
    /// Whether files wait for a program that is not there.
    var lacksProgram = false

    /// For people, one sentence behind the other.
    var remarks: [String] {
        var remarks: [String] = []
        if lacksProgram { remarks.append("Lengths are unknown: ffprobe was not found, install ffmpeg") }
        if failed > 0 { remarks.append("\(failed) of \(looked) files could not be looked into") }
        if busy > 0 { remarks.append("\(busy) files are still being written") }
        return remarks
    }
}

/// Looks into files with ffprobe, once for each state of a file: length, pictures, sound, subtitles, chapters.
struct MediaProber: Sendable {
    let store: any MediaStore
    let settings: ScanSettings
    let world: World

    /// Goes once through all files that wait, and leaves those that are still being written.
    func run(_ context: JobContext) async throws -> ProbeRound {
        var round = ProbeRound()
        guard let ffprobe = settings.ffprobe else {
            round.lacksProgram = try await isAnyLeft()
            return round
        }
        var after: MediaFileID?
        while true {
            let files = try await store.unprobed(after: after, limit: CatalogueLimits.filesPerProbeBatch)
            guard let last = files.last else { break }
            after = last.id
            let quiet = try await quiet(files)
            let results = try await quiet.mapConcurrently(atMost: CatalogueLimits.probesAtOnce) { file in
                try await probe(file, with: ffprobe)
            }
            round.busy += files.count - quiet.count
            round.looked += quiet.count
            round.failed += results.filter { !$0 }.count
            if let file = quiet.last {
                try await context.report(
                    JobProgress(done: round.looked, message: "Looking into \(file.path.text)"))
            }
        }
        round.isLaterWanted = try await isAnyLeft()
        return round
    }

    private func isAnyLeft() async throws -> Bool {
        try await !store.unprobed(after: nil, limit: 1).isEmpty
    }

    /// Those that nobody has written to lately, by what the scan saw and by what the disk says now.
    private func quiet(_ files: [MediaFile]) async throws -> [MediaFile] {
        let written = try await settings.threads.run { _ in
            files.map { try? RealPath(of: $0.location).identity.modifiedNanoseconds }
        }
        return zip(files, written).filter { file, written in
            isOld(file.facts.modifiedNanoseconds) && (written.map(isOld) ?? true)
        }.map(\.0)
    }

    private func isOld(_ modifiedNanoseconds: Int64) -> Bool {
        let age = world.now().seconds(since: Instant(milliseconds: modifiedNanoseconds / 1_000_000))
        // A clock that was wrong when the file was written must not keep it waiting for years.
        return age >= settings.quietSeconds || age < 0
    }

    /// False when the file could not be read; it stays listed, with a note.
    private func probe(_ file: MediaFile, with ffprobe: HostPath) async throws -> Bool {
        let limits = Program.Limits(
            secondsMax: CatalogueLimits.probeSecondsMax, outputBytesMax: CatalogueLimits.probeOutputBytesMax)
        do {
            let command = ProgramCommand(ffprobe, Self.arguments(for: try await place(of: file)))
            let output = try await Program.run(command, within: limits)
            let report = try ProbeReport.read(json: output.bytes)
            let markers = await markers(of: report, file.location)
            try await store.saveProbe(
                MediaProbe(report, markers), tracks: report.textTracks, problem: nil, of: file)
            return true
        } catch ProgramError.cancelled {
            throw CancellationError()
        } catch let error as CancellationError {
            throw error
        } catch let error where error is ProgramError || error is ProbeFailure || error is FileError {
            try await store.saveProbe(nil, tracks: [], problem: "\(error)", of: file)
            return false
        }
    }

    /// Where the file really lies. A file that was exchanged for a link since the walk is followed only as far as the
    /// walk would have followed it. Throws `FileError`.
    private func place(of file: MediaFile) async throws -> HostPath {
        let roots = settings.linkRoots
        return try await settings.threads.run { _ in
            let targets = roots?.linkTargets() ?? .nowhereElse
            return try SafePath(root: HostPath(file.root), links: targets).resolve(HostPath(bytes: file.path.raw)).path
        }
    }

    /// The path is absolute, so its beginning cannot be taken for a protocol.
    private static func arguments(for path: HostPath) -> [ProgramArgument] {
        // Neither a list of files nor an address that is called a film may make the program open anything else.
        var words = ["-protocol_whitelist", "file", "-format_whitelist", MediaContainers.demuxers]
        words += ProbeReport.arguments(for: "").dropLast()
        return words.map { ProgramArgument($0) } + [ProgramArgument(path)]
    }

    /// A list of cuts beside the file, else its chapters.
    private func markers(of report: ProbeReport, _ path: HostPath) async -> MarkerReading {
        let list =
            HostPath(bytes: Array(path.bytes.prefix(through: path.bytes.lastIndex(of: UInt8(ascii: ".")) ?? 0)))
            .bytes + Array("edl".utf8)
        let bytes = try? await settings.threads.run { _ in
            try SmallFile.bytes(of: HostPath(bytes: list), max: CatalogueLimits.nfoBytesMax)
        }
        if let bytes {
            let found = MarkerReading(
                edl: EDLFile.read(bytes, framesPerSecond: report.videoStreams.first?.framesPerSecond),
                durationMilliseconds: report.durationMilliseconds)
            if found.intro != nil || found.credits != nil { return found }
        }
        return MarkerReading(chapters: report.chapters, durationMilliseconds: report.durationMilliseconds)
    }
}

extension MediaFile {
    fileprivate var location: HostPath { HostPath(root).appending(HostPath(bytes: path.raw)) }
}

extension MediaProbe {
    init(_ report: ProbeReport, _ markers: MarkerReading) {
        self.init()
        let video = report.videoStreams.first
        durationMilliseconds = report.durationMilliseconds
        container = report.containerName
        videoCodec = video?.codec
        audioCodec = report.audioStreams.first?.codec
        (width, height) = (video?.width, video?.height)
        details.intro = markers.intro.map {
            SkipMarker(
                startSeconds: $0.lowerBound, endSeconds: $0.upperBound, confidence: MarkerReading.confidence,
                isManual: false)
        }
        details.credits = markers.credits.map {
            SkipMarker(
                startSeconds: $0.startSeconds, endSeconds: $0.endSeconds, confidence: MarkerReading.confidence,
                isManual: false)
        }
        details.audioTracks = report.audioStreams.map {
            AudioTrack(codec: $0.codec, channels: $0.channels, language: $0.language, title: $0.title)
        }
        details.dynamicRange = video.flatMap { $0.range == .sdr ? nil : $0.range.rawValue }
    }
}

extension ProbeReport {
    /// Pictures of text cannot be handed out as text.
    var textTracks: [Domain.SubtitleTrack] {
        subtitleStreams.filter(\.isText).map { stream in
            Domain.SubtitleTrack(
                source: .stream(stream.index), format: stream.codec ?? "subrip",
                language: stream.language.map { ($0, false) }, title: stream.title,
                flags: (stream.isForced, stream.isSDH, stream.isDefault))
        }
    }
}
