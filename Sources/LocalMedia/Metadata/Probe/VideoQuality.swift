/// How many pixels a film has, in the three words people use.
package enum VideoQuality: String, Hashable, Sendable, CaseIterable {
    case sd = "SD"
    case hd = "HD"
    case ultraHD = "4K"

    /// By either side, because wide films are cut in height and old ones in width. A picture that stands upright is
    /// judged as if it lay.
    package init(width: Int, height: Int) {
        let (long, short) = (max(width, height), min(width, height))
        if long >= 3200 || short >= 1700 {
            self = .ultraHD
        } else if long >= 1200 || short >= 660 {
            self = .hd
        } else {
            self = .sd
        }
    }
}

/// The range of brightness a picture stream was made for.
package enum VideoRange: String, Hashable, Sendable, CaseIterable {
    case sdr = "SDR"
    case hdr10 = "HDR10"
    case hlg = "HLG"
    case dolbyVision = "Dolby Vision"
}
