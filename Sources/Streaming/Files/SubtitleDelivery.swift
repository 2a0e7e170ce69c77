package import Basics
package import Domain
package import Host

/// What a client can show.
package enum SubtitleForm: String, Sendable, CaseIterable {
    case srt
    case vtt

    package var contentType: String {
        switch self {
        case .srt: "application/x-subrip; charset=utf-8"
        case .vtt: "text/vtt; charset=utf-8"
        }
    }

    /// What the client asks for, or the ending of the name under which it does, else SRT for the players of Android,
    /// which read nothing else reliably, and WebVTT for browsers.
    package init(asked: String?, name: String = "", userAgent: String) {
        let agent = userAgent.lowercased()
        let standard: Self = agent.contains("okhttp") || agent.contains("exoplayer") ? .srt : .vtt
        let ending = name.split(separator: ".").last.map(String.init)
        self = [asked, ending].lazy.compactMap { $0.flatMap { Self(rawValue: $0.lowercased()) } }.first ?? standard
    }
}

/// Why there are no subtitles.
package enum SubtitleDeliveryError: Error, Equatable, Sendable {
    /// The file is gone, or the stream inside it.
    case gone
    /// It is too large, or no text that anybody could read.
    case unreadable
}

/// Hands out subtitles in the form that a client wants, whatever they are: a file beside the video in any encoding, or
/// a stream of text inside it, which is taken out once and kept.
package struct SubtitleDelivery: Sendable {
    private let extraction: SubtitleExtraction?
    private let copies: CopyCache
    private let links: LinkTargets
    private let threads: HostThreads
    /// By the copy's name. To read a film to its end takes minutes, so it is done once for all who ask, and also for
    /// those who went away meanwhile and will come again.
    let extractions = SharedWork<String, [UInt8]>(atOnceMax: StreamingLimits.extractionsAtOnceMax)

    /// `folder` keeps what was taken out of files; it can be deleted at any time. Without `ffmpeg` only files beside
    /// the video are read. `links` are folders outside a library's own into which its links may lead.
    package init(
        ffmpeg: HostPath?, folder: String, links: LinkTargets = .nowhereElse, threads: HostThreads,
        world: World = .live
    ) {
        extraction = ffmpeg.map { SubtitleExtraction(ffmpeg: $0, links: links, threads: threads) }
        copies = CopyCache(
            folder: folder, bytesMax: StreamingLimits.subtitleCacheBytesMax, threads: threads, world: world)
        self.links = links
        self.threads = threads
    }

    /// Throws `SubtitleDeliveryError`.
    package func text(of subtitle: StoredSubtitle, in file: MediaFile, as form: SubtitleForm) async throws -> [UInt8] {
        let bytes: [UInt8]
        let format: SubtitleFormat
        switch subtitle.track.source {
        case .sidecar(let path):
            bytes = try await read(HostPath(file.root), HostPath(bytes: path))
            format = SubtitleFormat(fileExtension: subtitle.track.format) ?? .srt
        case .stream(let index):
            bytes = try await taken(stream: index, of: file)
            format = .srt
        }
        let language = subtitle.track.language
        let document: SubtitleDocument
        do {
            document = try await threads.run { _ in
                try SubtitleDocument.read(bytes, as: format, language: language)
            }
        } catch is SubtitleError {
            throw SubtitleDeliveryError.unreadable
        }
        return form == .srt ? document.srt() : document.webVTT()
    }

    private func read(_ root: HostPath, _ path: HostPath) async throws -> [UInt8] {
        do {
            let links = links
            return try await threads.run { _ in
                let found = try SafePath(root: root, links: links).resolve(path)
                return try BoundedFile.bytes(of: found.path, max: StreamingLimits.subtitleBytesMax)
            }
        } catch is BoundedFile.TooLarge {
            throw SubtitleDeliveryError.unreadable
        } catch let error as CancellationError {
            throw error
        } catch {
            throw SubtitleDeliveryError.gone
        }
    }

    /// The stream as SRT. It is named by the state of its file, so a file that changed is read again.
    private func taken(stream: Int, of file: MediaFile) async throws -> [UInt8] {
        let name = "\(file.id)-\(stream)-\(String(file.facts.version, radix: 16)).srt"
        if let known = await copies.bytes(named: name, max: StreamingLimits.subtitleBytesMax) { return known }
        guard let extraction else { throw SubtitleDeliveryError.gone }
        return try await extractions.value(of: name) { [copies] in
            // Somebody else's may have been finished since the look.
            if let known = await copies.bytes(named: name, max: StreamingLimits.subtitleBytesMax) { return known }
            let bytes = try await extraction.text(of: stream, in: file)
            await copies.keep(bytes, as: name)
            return bytes
        }
    }
}
