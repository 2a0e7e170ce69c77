package import Domain

/// The addresses of films, subtitles and pictures that one session may fetch without signing in.
package struct SignedAddresses: Sendable {
    private let signer: TicketSigner
    package let pictures: PictureAddresses
    /// Everything before the path of a resource; empty for paths on the server that answers.
    private let base: String

    package init(signer: TicketSigner, pictures: PictureNames, base: String = "") {
        self.signer = signer
        self.pictures = PictureAddresses(names: pictures, base: base)
        self.base = base
    }

    /// Of a file as it is. The name is for people who look at the address, its ending for players that go by it.
    package func stream(_ file: MediaFile, called name: String) -> String {
        let ending = file.path.ending
        return "\(base)/stream/\(file.id)/\(signer.token(of: file))/\(name.pathSegment)"
            + (ending.isEmpty ? ".bin" : "." + ending)
    }

    /// Of a track of a file, in a form or else in the one that fits what the client says of itself. The name has the
    /// language, and whether the track is a forced one, which players that show a list read out of it.
    package func subtitle(_ subtitle: StoredSubtitle, in file: MediaFile, as form: SubtitleForm? = nil) -> String {
        let language = subtitle.track.language.map { "." + $0.pathSegment } ?? ""
        let mark = subtitle.track.isForced ? ".forced" : ""
        let name = form.map { "subtitle\(language)\(mark).\($0.rawValue)" } ?? "subtitle"
        return "\(base)/subtitles/\(subtitle.id)/\(signer.token(of: subtitle, in: file))/\(name)"
    }

    /// Of a picture beside the files.
    package func picture(_ artwork: Artwork, width: Int? = nil) -> String { pictures.picture(artwork, width: width) }

    /// Of a poster that a metadata provider has of a film or series, of an episode that of its series.
    package func providedPoster(of video: Video, width: Int? = nil) -> String? {
        [video.title, video.place?.series].lazy.compactMap {
            $0.flatMap { pictures.providedPoster(of: $0, width: width) }
        }
        .first
    }
}

/// The addresses of pictures, which anybody may fetch who was shown one.
package struct PictureAddresses: Sendable {
    private let names: PictureNames
    /// As for `SignedAddresses`.
    private let base: String

    package init(names: PictureNames, base: String = "") {
        self.names = names
        self.base = base
    }

    /// Of a picture beside the files; `width` is the one wanted, in pixels, where it is not the whole one.
    package func picture(_ artwork: Artwork, width: Int? = nil) -> String {
        picture(artwork.kind, of: artwork.titleID, stamp: artwork.stamp, width: width)
    }

    /// Of a poster that a metadata provider has of a title.
    package func providedPoster(of title: Title, width: Int? = nil) -> String? {
        providedPoster(of: title.id, at: title.metadata.posterPath, width: width)
    }

    /// The same for a title of which only the path of its poster is at hand; nil where there is none.
    package func providedPoster(of title: TitleID, at path: String?, width: Int? = nil) -> String? {
        path.map { picture(.poster, of: title, stamp: $0, width: width) }
    }

    private func picture(_ kind: ArtworkKind, of title: TitleID, stamp: String, width: Int?) -> String {
        let name = names.name(of: kind, of: title, stamp: stamp)
        return "\(base)/images/\(title)/\(kind.rawValue)/\(name).jpg" + (width.map { "?w=\($0)" } ?? "")
    }
}

extension Tickets {
    /// The addresses of one session; reads the key once, so that a whole list costs no further look.
    package func addresses(
        for session: SessionID, of user: UserID, base: String = ""
    ) async throws -> SignedAddresses {
        SignedAddresses(
            signer: try await signer(for: session, of: user), pictures: try await pictureNames(), base: base)
    }
}

extension String {
    /// Letters and digits that may stand in a path; `video` where there are none.
    fileprivate var pathSegment: String {
        let kept = unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || (48...57).contains(scalar.value))
                ? Character(scalar) : "-"
        }
        let text = String(kept).split(separator: "-").joined(separator: "-")
        return text.isEmpty ? "video" : String(text.prefix(StreamingLimits.addressNameCharactersMax))
    }
}
