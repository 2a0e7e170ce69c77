package import Domain

/// How pictures and sound get into the pieces that a browser reads.
package struct HLSRecipe: Hashable, Sendable {
    package enum Picture: Hashable, Sendable {
        /// As they are, in this coding.
        case copied(PlayerAbilities.Word)
        /// To H.264.
        case converted
    }

    package enum Sound: Hashable, Sendable {
        case none
        /// As it is; it is AAC.
        case copied
        /// To AAC in two channels.
        case converted
    }

    package let picture: Picture
    package let sound: Sound

    package init(picture: Picture, sound: Sound) {
        self.picture = picture
        self.sound = sound
    }

    /// The type with the codings (RFC 6381), as a browser wants it before the first piece.
    ///
    /// Profile and level stand for the highest that is likely: browsers look at the coding, and at the rest in the
    /// pieces themselves.
    package var contentType: String {
        let video =
            switch picture {
            case .copied(.hevc): "hvc1.1.6.L153.B0"
            case .copied(.av1): "av01.0.13M.08"
            case .copied(.vp9): "vp09.00.51.08"
            default: "avc1.640033"
            }
        let audio = sound == .none ? "" : ",mp4a.40.2"
        return "video/mp4; codecs=\"\(video)\(audio)\""
    }
}

/// How one file reaches one browser.
package enum PlayPlan: Hashable, Sendable {
    case direct
    case pieces(HLSRecipe)

    package var way: PlayWay {
        switch self {
        case .direct: .direct
        case .pieces(let recipe): recipe.picture == .converted ? .transcode : .remux
        }
    }

    /// The cheapest way that the browser says it can go and has not failed on; nil when none is left.
    package init?(for file: MediaFile, in abilities: PlayerAbilities, without refused: Set<PlayWay> = []) {
        let coding = FileCoding(file)
        if !refused.contains(.direct), coding.plays(in: abilities) {
            self = .direct
            return
        }
        // What lies on another machine is not converted here.
        guard abilities.contains(.fragments), coding.hasPicture, file.sceneID == nil else { return nil }
        let sound: HLSRecipe.Sound = !coding.hasSound ? .none : coding.sound == .aac ? .copied : .converted
        if !refused.contains(.remux), let picture = coding.picture, FileCoding.inPieces.contains(picture),
            abilities.contains(picture)
        {
            self = .pieces(HLSRecipe(picture: .copied(picture), sound: sound))
        } else if !refused.contains(.transcode) {
            // Whatever could not be played as it is, its sound is under suspicion too.
            self = .pieces(HLSRecipe(picture: .converted, sound: sound == .none ? .none : .converted))
        } else {
            return nil
        }
    }
}

/// What is in a file, as far as it matters here.
private struct FileCoding {
    /// Pictures that can be put into MP4 as they are.
    static let inPieces: Set<PlayerAbilities.Word> = [.h264, .hevc, .av1, .vp9]

    private let isKnown: Bool
    private let container: PlayerAbilities.Word?
    let picture: PlayerAbilities.Word?
    let sound: PlayerAbilities.Word?
    let hasPicture: Bool
    let hasSound: Bool

    init(_ file: MediaFile) {
        let probe = file.probe
        isKnown = file.probeState == .done
        container = Self.container(probe.container, ending: file.path.ending)
        picture = probe.videoCodec.flatMap { Self.codings[$0] }
        sound = probe.audioCodec.flatMap { Self.codings[$0] }
        // Of a file that nobody could look into, everything is assumed.
        hasPicture = probe.videoCodec != nil || !isKnown
        hasSound = probe.audioCodec != nil || !isKnown
    }

    /// A file that nobody has looked into yet is tried, if its container can be played at all.
    func plays(in abilities: PlayerAbilities) -> Bool {
        guard let container, abilities.contains(container) else { return false }
        guard isKnown else { return true }
        let canSee = picture.map { abilities.contains($0) } ?? !hasPicture
        let canHear = sound.map { abilities.contains($0) } ?? !hasSound
        return canSee && canHear
    }

    /// ffprobe names families of containers; within one, the file's name decides.
    private static func container(_ names: String?, ending: String) -> PlayerAbilities.Word? {
        let family = names.map { Set($0.split(separator: ",").map(String.init)) } ?? [ending]
        if family.contains("mp4") || family.contains("m4v") { return ending == "mov" ? .quicktime : .mp4 }
        if family.contains("mov") { return .quicktime }
        if family.contains("webm") { return ending == "webm" ? .webm : .matroska }
        if family.contains("mkv") || family.contains("matroska") { return .matroska }
        return family.contains("ogg") || family.contains("ogv") ? .ogg : nil
    }

    private static let codings: [String: PlayerAbilities.Word] = [
        "h264": .h264, "hevc": .hevc, "vp8": .vp8, "vp9": .vp9, "av1": .av1, "theora": .theora, "aac": .aac,
        "mp3": .mp3, "ac3": .ac3, "eac3": .eac3, "flac": .flac, "opus": .opus, "vorbis": .vorbis,
    ]
}
