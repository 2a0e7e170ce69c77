import Basics
import Domain
import Host
import Jobs
import LocalMedia

/// Looks into files with ffprobe, once for each state of a file: length, pictures, sound, subtitles, chapters.
struct MediaProber: Sendable {
    let store: any MediaStore
    let settings: ScanSettings
    let world: World

    /// Returns what there is to say of it, empty where there is nothing.
    func run(_ context: JobContext) async throws -> String {
        guard let ffprobe = settings.ffprobe else {
            let waits = try await !store.unprobed(after: nil, limit: 1).isEmpty
            return waits ? ". Lengths are unknown: ffprobe was not found, install ffmpeg" : ""
        }
        var (done, failed) = (0, 0)
        for _ in 0..<CatalogueLimits.quietRoundsMax {
            let round = try await self.round(ffprobe, &done, &failed, context)
            guard round.busy > 0 else { break }
            guard round.looked == 0 else { continue }
            try await context.report(
                JobProgress(done: done, message: "\(round.busy) files are still being written"))
            try await settings.sleeper(seconds: settings.quietSeconds)
        }
        return failed > 0 ? ". \(failed) of \(done) files could not be looked into" : ""
    }

    /// Goes through all files that wait, once.
    private func round(
        _ ffprobe: HostPath, _ done: inout Int, _ failed: inout Int, _ context: JobContext
    ) async throws -> (looked: Int, busy: Int) {
        var (after, looked, busy) = (MediaFileID?.none, 0, 0)
        while true {
            let files = try await store.unprobed(after: after, limit: CatalogueLimits.filesPerProbeBatch)
            guard let last = files.last else { return (looked, busy) }
            after = last.id
            let quiet = try await quiet(files)
            busy += files.count - quiet.count
            let results = try await quiet.mapConcurrently(atMost: CatalogueLimits.probesAtOnce) { file in
                try await probe(file, with: ffprobe)
            }
            looked += quiet.count
            done += quiet.count
            failed += results.filter { !$0 }.count
            if let file = quiet.last {
                try await context.report(JobProgress(done: done, message: "Looking into \(file.path.text)"))
            }
        }
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
        let path = file.location
        var arguments = ProbeReport.arguments(for: "").dropLast().map { ProgramArgument($0) }
        arguments.append(ProgramArgument(path))
        let limits = Program.Limits(
            secondsMax: CatalogueLimits.probeSecondsMax, outputBytesMax: CatalogueLimits.probeOutputBytesMax)
        do {
            let output = try await Program.run(ProgramCommand(ffprobe, arguments), within: limits)
            let report = try ProbeReport.read(json: output.bytes)
            let markers = await markers(of: report, path)
            try await store.saveProbe(
                MediaProbe(report, markers), tracks: report.textTracks, problem: nil, of: file)
            return true
        } catch ProgramError.cancelled {
            throw CancellationError()
        } catch let error as CancellationError {
            throw error
        } catch let error where error is ProgramError || error is ProbeFailure {
            try await store.saveProbe(nil, tracks: [], problem: "\(error)", of: file)
            return false
        }
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
