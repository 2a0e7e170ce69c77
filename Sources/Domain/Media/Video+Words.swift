extension Video {
    package var isSeries: Bool { title.kind == .series }

    /// What it is called; never empty: an episode without a title is called by its number.
    package var name: String {
        let name = title.metadata.title
        guard name.isEmpty else { return name }
        return place?.number.map { "Episode \($0)" } ?? (place == nil ? "Untitled" : "Special")
    }

    /// By the size of the picture; nil while that is unknown.
    package var quality: PictureQuality? {
        guard let probe = standardFiles.first?.file.probe, let width = probe.width, let height = probe.height else {
            return nil
        }
        return PictureQuality(width: width, height: height)
    }

    /// Whether all files of the default version can be streamed and are among those that are there.
    package func isThere(in present: Set<MediaFileID>) -> Bool {
        let files = standardFiles
        return !files.isEmpty && files.allSatisfy { $0.file.isStreamable && present.contains($0.file.id) }
    }
}

/// How sharp a picture is, in the words of shops.
package enum PictureQuality: String, Sendable {
    case standard = "SD"
    case high = "HD"
    case ultraHigh = "4K"

    /// What is as wide or as high as a picture of the kind counts, however it was cropped.
    package init(width: Int, height: Int) {
        self =
            if width >= DomainLimits.ultraHighSize.width || height >= DomainLimits.ultraHighSize.height {
                .ultraHigh
            } else if width >= DomainLimits.highSize.width || height >= DomainLimits.highSize.height {
                .high
            } else {
                .standard
            }
    }
}
