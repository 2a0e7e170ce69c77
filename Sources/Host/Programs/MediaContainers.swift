/// What ffmpeg and ffprobe may take a media file for.
package enum MediaContainers {
    /// For `-format_whitelist`. What reads files that name other files is not among them: `concat`, `hls`, `dash`,
    /// `imf` and `sdp`.
    package static let demuxers = [
        "matroska", "webm", "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "avi", "mpeg", "mpegts", "mpegvideo", "asf",
        "asf_o", "flv", "live_flv", "ogg", "rm", "wtv", "mxf", "m4v", "h264", "hevc", "vc1", "dv", "nut",
    ].joined(separator: ",")
}
