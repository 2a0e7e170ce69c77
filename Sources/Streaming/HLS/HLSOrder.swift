package import Domain
import Host

/// What a session watches in pieces.
package struct HLSJob: Hashable, Sendable {
    package let title: TitleID
    package let file: MediaFile
    package let recipe: HLSRecipe

    package init(title: TitleID, file: MediaFile, recipe: HLSRecipe) {
        self.title = title
        self.file = file
        self.recipe = recipe
    }
}

/// A run of the program that makes the pieces: the file it reads, which lies inside `root`, and the arguments around
/// it. The pieces leave by its standard output, one after the other, as one fragmented MP4 (ISO/IEC 14496-12).
package struct HLSOrder: Hashable, Sendable {
    /// The library's folder, absolute.
    package let root: String
    /// Relative to the folder.
    package let path: [UInt8]
    /// In front of the file.
    package let before: [String]
    package let after: [String]

    /// `start` in whole seconds of the file. What comes out begins there, or where a copied picture can begin before
    /// it, and keeps the film's own times.
    package init(_ job: HLSJob, from start: Int) {
        root = job.file.root
        path = job.file.path.raw
        // A file must not make the program fetch anything else, nor open other files as a list of them would.
        before = [
            "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-format_whitelist", MediaContainers.demuxers,
            "-ss", String(Self.entry(job, start)),
        ]
        after =
            [
                "-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
                "-copyts", "-start_at_zero", "-max_muxing_queue_size", "1024",
            ] + Self.picture(job.recipe.picture) + Self.sound(job.recipe.sound) + [
                "-avoid_negative_ts", "make_non_negative", "-f", "mp4", "-use_editlist", "0", "-movflags",
                "frag_keyframe+delay_moov+default_base_moof+frag_discont", "pipe:1",
            ]
    }

    /// A stream without an index is entered somewhere, and begins with the next picture that stands for itself.
    private static func entry(_ job: HLSJob, _ start: Int) -> Int {
        let names = job.file.probe.container?.split(separator: ",") ?? []
        let isIndexed = !names.contains("mpegts") && !names.contains("mpeg")
        return isIndexed || job.recipe.picture == .converted
            ? start : max(0, start - StreamingLimits.unindexedLeadSeconds)
    }

    private static func picture(_ picture: HLSRecipe.Picture) -> [String] {
        switch picture {
        // Players of Apple know HEVC under this name only.
        case .copied(.hevc): return ["-c:v", "copy", "-tag:v", "hvc1"]
        case .copied: return ["-c:v", "copy"]
        case .converted:
            let (width, height) = (StreamingLimits.convertedWidthMax, StreamingLimits.convertedHeightMax)
            let scale =
                "scale=w='min(\(width),iw)':h='min(\(height),ih)'"
                + ":force_original_aspect_ratio=decrease:force_divisible_by=2"
            let bits = StreamingLimits.convertedBitsMax
            return [
                "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-level:v", "4.1", "-crf", "22",
                "-maxrate", String(bits), "-bufsize", String(bits * 2),
                "-vf", "yadif=deint=interlaced,\(scale),format=yuv420p", "-sc_threshold", "0",
                "-force_key_frames", "expr:gte(t,n_forced*\(StreamingLimits.keyFrameSeconds))",
            ]
        }
    }

    private static func sound(_ sound: HLSRecipe.Sound) -> [String] {
        switch sound {
        case .none: ["-an"]
        case .copied: ["-c:a", "copy", "-bsf:a", "aac_adtstoasc"]
        case .converted:
            [
                "-c:a", "aac", "-ac", "2", "-b:a", String(StreamingLimits.convertedSoundBits), "-af",
                "aresample=async=1",
            ]
        }
    }
}
