package import Domain

/// The addresses of films, subtitles and pictures that one session may fetch without signing in.
package struct SignedAddresses: Sendable {
    private let signer: TicketSigner
    private let pictures: PictureNames
    /// Everything before the path of a resource; empty for paths on the server that answers.
    private let base: String

    package init(signer: TicketSigner, pictures: PictureNames, base: String = "") {
        self.signer = signer
        self.pictures = pictures
        self.base = base
    }

    /// Of a file as it is. The name is for people who look at the address, its ending for players that go by it.
    package func stream(_ file: MediaFile, called name: String) -> String {
        let ending = file.path.ending
        return "\(base)/stream/\(file.id)/\(signer.token(of: file))/\(name.pathSegment)"
            + (ending.isEmpty ? ".bin" : "." + ending)
    }

    /// Of a track of a file, in a form or else in the one that fits what the client says of itself. The name has the
    /// language, which players that show a list of tracks read out of it.
    package func subtitle(_ subtitle: StoredSubtitle, in file: MediaFile, as form: SubtitleForm? = nil) -> String {
        let language = subtitle.track.language.map { "." + $0.pathSegment } ?? ""
        let name = form.map { "subtitle\(language).\($0.rawValue)" } ?? "subtitle"
        return "\(base)/subtitles/\(subtitle.id)/\(signer.token(of: subtitle, in: file))/\(name)"
    }

    /// Of a picture beside the files; `width` is the one wanted, in pixels, where it is not the whole one.
    package func picture(_ artwork: Artwork, width: Int? = nil) -> String {
        picture(artwork.kind, of: artwork.titleID, stamp: artwork.stamp, width: width)
    }

    /// Of a poster that a metadata provider has of a film or series, of an episode that of its series.
    package func providedPoster(of video: Video, width: Int? = nil) -> String? {
        let owner = [video.title, video.place?.series].compactMap(\.self).first { $0.metadata.posterPath != nil }
        return owner.flatMap { title in
            title.metadata.posterPath.map { picture(.poster, of: title.id, stamp: $0, width: width) }
        }
    }

    private func picture(_ kind: ArtworkKind, of title: TitleID, stamp: String, width: Int?) -> String {
        let name = pictures.name(of: kind, of: title, stamp: stamp)
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
