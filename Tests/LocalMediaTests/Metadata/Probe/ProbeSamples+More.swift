extension ProbeSamples {
    /// A transport stream, which starts at 1.4 seconds.
    static let transportStream = #"""
        {"streams": [
         {"index": 0, "codec_name": "mpeg2video", "codec_long_name": "MPEG-2 video", "profile": "Main",
         "codec_type": "video", "codec_tag_string": "[2][0][0][0]", "codec_tag": "0x0002", "width": 320,
         "height": 180, "coded_width": 0, "coded_height": 0, "closed_captions": 0, "film_grain": 0,
         "has_b_frames": 1, "sample_aspect_ratio": "1:1", "display_aspect_ratio": "16:9", "pix_fmt": "yuv420p",
         "level": 8, "color_range": "tv", "chroma_location": "left", "field_order": "progressive", "refs": 1,
         "id": "0x100", "r_frame_rate": "10/1", "avg_frame_rate": "10/1", "time_base": "1/90000",
         "start_pts": 135000, "start_time": "1.500000", "duration_ts": 2745000, "duration": "30.500000",
         "extradata_size": 22, "disposition": {"default": 0, "dub": 0, "original": 0, "comment": 0, "lyrics": 0,
         "karaoke": 0, "forced": 0, "hearing_impaired": 0, "visual_impaired": 0, "clean_effects": 0,
         "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0, "metadata": 0, "dependent": 0,
         "still_image": 0}, "side_data_list": [{"side_data_type": "CPB properties", "max_bitrate": 0,
         "min_bitrate": 0, "avg_bitrate": 0, "buffer_size": 49152, "vbv_delay": -1}]},
         {"index": 1, "codec_name": "mp2", "codec_long_name": "MP2 (MPEG audio layer 2)", "codec_type": "audio",
         "codec_tag_string": "[3][0][0][0]", "codec_tag": "0x0003", "sample_fmt": "fltp", "sample_rate": "44100",
         "channels": 1, "channel_layout": "mono", "bits_per_sample": 0, "id": "0x101", "r_frame_rate": "0/0",
         "avg_frame_rate": "0/0", "time_base": "1/90000", "start_pts": 134018, "start_time": "1.489089",
         "duration_ts": 2748362, "duration": "30.537356", "bit_rate": "384000", "disposition": {"default": 0,
         "dub": 0, "original": 0, "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0, "hearing_impaired": 0,
         "visual_impaired": 0, "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0, "captions": 0,
         "descriptions": 0, "metadata": 0, "dependent": 0, "still_image": 0}, "tags": {"language": "ger"}}
        ], "chapters": [
        ], "format":
         {"filename": "a.ts", "nb_streams": 2, "nb_programs": 1, "format_name": "mpegts",
         "format_long_name": "MPEG-TS (MPEG-2 Transport Stream)", "start_time": "1.489089", "duration": "30.537356",
         "size": "2397564", "bit_rate": "628099", "probe_score": 50}
        }
        """#

    /// AVI with MPEG-4 and MP3.
    static let avi = #"""
        {"streams": [
         {"index": 0, "codec_name": "mpeg4", "codec_long_name": "MPEG-4 part 2", "profile": "Simple Profile",
         "codec_type": "video", "codec_tag_string": "FMP4", "codec_tag": "0x34504d46", "width": 320, "height": 180,
         "coded_width": 320, "coded_height": 180, "closed_captions": 0, "film_grain": 0, "has_b_frames": 0,
         "sample_aspect_ratio": "1:1", "display_aspect_ratio": "16:9", "pix_fmt": "yuv420p", "level": 1,
         "chroma_location": "left", "refs": 1, "quarter_sample": "false", "divx_packed": "false",
         "r_frame_rate": "10/1", "avg_frame_rate": "10/1", "time_base": "1/10", "start_pts": 0,
         "start_time": "0.000000", "duration_ts": 306, "duration": "30.600000", "bit_rate": "155609",
         "nb_frames": "306", "extradata_size": 47, "disposition": {"default": 0, "dub": 0, "original": 0,
         "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0, "hearing_impaired": 0, "visual_impaired": 0,
         "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0,
         "metadata": 0, "dependent": 0, "still_image": 0}},
         {"index": 1, "codec_name": "mp3", "codec_long_name": "MP3 (MPEG audio layer 3)", "codec_type": "audio",
         "codec_tag_string": "U[0][0][0]", "codec_tag": "0x0055", "sample_fmt": "fltp", "sample_rate": "44100",
         "channels": 1, "channel_layout": "mono", "bits_per_sample": 0, "r_frame_rate": "0/0",
         "avg_frame_rate": "0/0", "time_base": "32/1225", "start_pts": 0, "start_time": "0.000000",
         "duration_ts": 1170, "duration": "30.563265", "bit_rate": "64055", "nb_frames": "1170",
         "extradata_size": 12, "disposition": {"default": 0, "dub": 0, "original": 0, "comment": 0, "lyrics": 0,
         "karaoke": 0, "forced": 0, "hearing_impaired": 0, "visual_impaired": 0, "clean_effects": 0,
         "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0, "metadata": 0, "dependent": 0,
         "still_image": 0}}
        ], "chapters": [
        ], "format":
         {"filename": "a.avi", "nb_streams": 2, "nb_programs": 0, "format_name": "avi",
         "format_long_name": "AVI (Audio Video Interleaved)", "start_time": "0.000000", "duration": "30.600000",
         "size": "884482", "bit_rate": "231237", "probe_score": 100, "tags": {"title": "Test",
         "software": "Lavf59.27.100"}}
        }
        """#

    /// WebM with VP8 and Opus.
    static let webm = #"""
        {"streams": [
         {"index": 0, "codec_name": "vp8", "codec_long_name": "On2 VP8", "profile": "0", "codec_type": "video",
         "codec_tag_string": "[0][0][0][0]", "codec_tag": "0x0000", "width": 320, "height": 180, "coded_width": 320,
         "coded_height": 180, "closed_captions": 0, "film_grain": 0, "has_b_frames": 0, "sample_aspect_ratio": "1:1",
         "display_aspect_ratio": "16:9", "pix_fmt": "yuv420p", "level": -99, "color_range": "tv",
         "chroma_location": "left", "field_order": "progressive", "refs": 1, "r_frame_rate": "10/1",
         "avg_frame_rate": "10/1", "time_base": "1/1000", "start_pts": 7, "start_time": "0.007000",
         "disposition": {"default": 0, "dub": 0, "original": 0, "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0,
         "hearing_impaired": 0, "visual_impaired": 0, "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0,
         "captions": 0, "descriptions": 0, "metadata": 0, "dependent": 0, "still_image": 0},
         "tags": {"ENCODER": "Lavc59.37.100 libvpx", "DURATION": "00:00:30.507000000"}},
         {"index": 1, "codec_name": "opus", "codec_long_name": "Opus (Opus Interactive Audio Codec)",
         "codec_type": "audio", "codec_tag_string": "[0][0][0][0]", "codec_tag": "0x0000", "sample_fmt": "fltp",
         "sample_rate": "48000", "channels": 1, "channel_layout": "mono", "bits_per_sample": 0,
         "r_frame_rate": "0/0", "avg_frame_rate": "0/0", "time_base": "1/1000", "start_pts": -7,
         "start_time": "-0.007000", "extradata_size": 19, "disposition": {"default": 0, "dub": 0, "original": 0,
         "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0, "hearing_impaired": 0, "visual_impaired": 0,
         "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0,
         "metadata": 0, "dependent": 0, "still_image": 0}, "tags": {"language": "ger",
         "ENCODER": "Lavc59.37.100 libopus", "DURATION": "00:00:30.542000000"}}
        ], "chapters": [
         {"id": 1, "time_base": "1/1000000000", "start": 0, "start_time": "0.000000", "end": 4000000000,
         "end_time": "4.000000", "tags": {"title": "Prologue"}},
         {"id": 2, "time_base": "1/1000000000", "start": 4000000000, "start_time": "4.000000", "end": 10000000000,
         "end_time": "10.000000", "tags": {"title": "Opening Credits"}},
         {"id": 3, "time_base": "1/1000000000", "start": 10000000000, "start_time": "10.000000", "end": 30500000000,
         "end_time": "30.500000"}
        ], "format":
         {"filename": "a.webm", "nb_streams": 2, "nb_programs": 0, "format_name": "matroska,webm",
         "format_long_name": "Matroska / WebM", "start_time": "-0.007000", "duration": "30.542000", "size": "636922",
         "bit_rate": "166831", "probe_score": 100, "tags": {"title": "Test", "ENCODER": "Lavf59.27.100"}}
        }
        """#

    /// A raw stream of H.264: nobody knows how long it is.
    static let rawH264 = #"""
        {"streams": [
         {"index": 0, "codec_name": "h264", "codec_long_name": "H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10",
         "profile": "High 4:4:4 Predictive", "codec_type": "video", "codec_tag_string": "[0][0][0][0]",
         "codec_tag": "0x0000", "width": 320, "height": 180, "coded_width": 320, "coded_height": 180,
         "closed_captions": 0, "film_grain": 0, "has_b_frames": 0, "sample_aspect_ratio": "1:1",
         "display_aspect_ratio": "16:9", "pix_fmt": "yuv444p", "level": 11, "chroma_location": "left",
         "field_order": "progressive", "refs": 1, "is_avc": "false", "nal_length_size": "0", "r_frame_rate": "10/1",
         "avg_frame_rate": "10/1", "time_base": "1/1200000", "bits_per_raw_sample": "8", "extradata_size": 38,
         "disposition": {"default": 0, "dub": 0, "original": 0, "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0,
         "hearing_impaired": 0, "visual_impaired": 0, "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0,
         "captions": 0, "descriptions": 0, "metadata": 0, "dependent": 0, "still_image": 0}}
        ], "chapters": [
        ], "format":
         {"filename": "a.h264", "nb_streams": 1, "nb_programs": 0, "format_name": "h264",
         "format_long_name": "raw H.264 video", "size": "419729", "probe_score": 51}
        }
        """#

    /// HEVC with the transfer curve of HDR10.
    static let hdr10 = #"""
        {"streams": [
         {"index": 0, "codec_name": "hevc", "codec_long_name": "H.265 / HEVC (High Efficiency Video Coding)",
         "profile": "Main 10", "codec_type": "video", "codec_tag_string": "[0][0][0][0]", "codec_tag": "0x0000",
         "width": 64, "height": 36, "coded_width": 64, "coded_height": 40, "closed_captions": 0, "film_grain": 0,
         "has_b_frames": 2, "sample_aspect_ratio": "1:1", "display_aspect_ratio": "16:9", "pix_fmt": "yuv420p10le",
         "level": 30, "color_range": "tv", "color_space": "bt2020nc", "color_transfer": "smpte2084",
         "color_primaries": "bt2020", "chroma_location": "left", "field_order": "progressive", "refs": 1,
         "r_frame_rate": "10/1", "avg_frame_rate": "10/1", "time_base": "1/1000", "start_pts": 0,
         "start_time": "0.000000", "extradata_size": 2404, "disposition": {"default": 0, "dub": 0, "original": 0,
         "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0, "hearing_impaired": 0, "visual_impaired": 0,
         "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0,
         "metadata": 0, "dependent": 0, "still_image": 0}, "tags": {"ENCODER": "Lavc59.37.100 libx265",
         "DURATION": "00:00:02.000000000"}}
        ], "chapters": [
        ], "format":
         {"filename": "hdr.mkv", "nb_streams": 1, "nb_programs": 0, "format_name": "matroska,webm",
         "format_long_name": "Matroska / WebM", "start_time": "0.000000", "duration": "2.000000", "size": "4788",
         "bit_rate": "19152", "probe_score": 100, "tags": {"ENCODER": "Lavf59.27.100"}}
        }
        """#

    /// HEVC with hybrid log-gamma.
    static let hlg = #"""
        {"streams": [
         {"index": 0, "codec_name": "hevc", "codec_long_name": "H.265 / HEVC (High Efficiency Video Coding)",
         "profile": "Main 10", "codec_type": "video", "codec_tag_string": "hev1", "codec_tag": "0x31766568",
         "width": 64, "height": 36, "coded_width": 64, "coded_height": 40, "closed_captions": 0, "film_grain": 0,
         "has_b_frames": 2, "sample_aspect_ratio": "1:1", "display_aspect_ratio": "16:9", "pix_fmt": "yuv420p10le",
         "level": 30, "color_range": "tv", "color_space": "bt2020nc", "color_transfer": "arib-std-b67",
         "color_primaries": "bt2020", "chroma_location": "left", "field_order": "progressive", "refs": 1,
         "id": "0x1", "r_frame_rate": "10/1", "avg_frame_rate": "10/1", "time_base": "1/10240", "start_pts": 0,
         "start_time": "0.000000", "duration_ts": 20480, "duration": "2.000000", "bit_rate": "6760",
         "nb_frames": "20", "extradata_size": 2404, "disposition": {"default": 1, "dub": 0, "original": 0,
         "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0, "hearing_impaired": 0, "visual_impaired": 0,
         "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0,
         "metadata": 0, "dependent": 0, "still_image": 0}, "tags": {"language": "und",
         "handler_name": "VideoHandler", "vendor_id": "[0][0][0][0]", "encoder": "Lavc59.37.100 libx265"}}
        ], "chapters": [
        ], "format":
         {"filename": "hlg.mp4", "nb_streams": 1, "nb_programs": 0, "format_name": "mov,mp4,m4a,3gp,3g2,mj2",
         "format_long_name": "QuickTime / MOV", "start_time": "0.000000", "duration": "2.000000", "size": "5089",
         "bit_rate": "20356", "probe_score": 100, "tags": {"major_brand": "isom", "minor_version": "512",
         "compatible_brands": "isomiso2mp41", "encoder": "Lavf59.27.100"}}
        }
        """#

    /// Sound only.
    static let mp3 = #"""
        {"streams": [
         {"index": 0, "codec_name": "mp3", "codec_long_name": "MP3 (MPEG audio layer 3)", "codec_type": "audio",
         "codec_tag_string": "[0][0][0][0]", "codec_tag": "0x0000", "sample_fmt": "fltp", "sample_rate": "44100",
         "channels": 1, "channel_layout": "mono", "bits_per_sample": 0, "r_frame_rate": "0/0",
         "avg_frame_rate": "0/0", "time_base": "1/14112000", "start_pts": 353600, "start_time": "0.025057",
         "duration_ts": 42762240, "duration": "3.030204", "bit_rate": "64000", "disposition": {"default": 0,
         "dub": 0, "original": 0, "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0, "hearing_impaired": 0,
         "visual_impaired": 0, "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0, "captions": 0,
         "descriptions": 0, "metadata": 0, "dependent": 0, "still_image": 0}}
        ], "chapters": [
        ], "format":
         {"filename": "only.mp3", "nb_streams": 1, "nb_programs": 0, "format_name": "mp3",
         "format_long_name": "MP2/3 (MPEG audio layer 2/3)", "start_time": "0.025057", "duration": "3.030204",
         "size": "24468", "bit_rate": "64597", "probe_score": 51, "tags": {"encoder": "Lavf59.27.100"}}
        }
        """#

    /// Flash video written to a pipe.
    static let flash = #"""
        {"streams": [
         {"index": 0, "codec_name": "h264", "codec_long_name": "H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10",
         "profile": "High 4:4:4 Predictive", "codec_type": "video", "codec_tag_string": "[0][0][0][0]",
         "codec_tag": "0x0000", "width": 64, "height": 36, "coded_width": 64, "coded_height": 36,
         "closed_captions": 0, "film_grain": 0, "has_b_frames": 2, "sample_aspect_ratio": "1:1",
         "display_aspect_ratio": "16:9", "pix_fmt": "yuv444p", "level": 10, "chroma_location": "left",
         "field_order": "progressive", "refs": 1, "is_avc": "true", "nal_length_size": "4", "r_frame_rate": "10/1",
         "avg_frame_rate": "10/1", "time_base": "1/1000", "start_pts": 200, "start_time": "0.200000",
         "bits_per_raw_sample": "8", "extradata_size": 45, "disposition": {"default": 0, "dub": 0, "original": 0,
         "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0, "hearing_impaired": 0, "visual_impaired": 0,
         "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0,
         "metadata": 0, "dependent": 0, "still_image": 0}}
        ], "chapters": [
        ], "format":
         {"filename": "pipe.flv", "nb_streams": 1, "nb_programs": 0, "format_name": "flv",
         "format_long_name": "FLV (Flash Video)", "start_time": "0.200000", "duration": "1.900000", "size": "3593",
         "bit_rate": "15128", "probe_score": 100, "tags": {"encoder": "Lavf59.27.100"}}
        }
        """#

    /// The first 3000 bytes of the Matroska file.
    static let cut = #"""
        {"streams": [
         {"index": 0, "codec_name": "h264", "codec_long_name": "H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10",
         "codec_type": "video", "codec_tag_string": "[0][0][0][0]", "codec_tag": "0x0000", "width": 320,
         "height": 180, "coded_width": 320, "coded_height": 180, "closed_captions": 0, "film_grain": 0,
         "has_b_frames": 0, "sample_aspect_ratio": "1:1", "display_aspect_ratio": "16:9", "level": -99,
         "color_range": "tv", "field_order": "progressive", "refs": 1, "is_avc": "true", "nal_length_size": "4",
         "r_frame_rate": "10/1", "avg_frame_rate": "10/1", "time_base": "1/1000", "start_pts": 0,
         "start_time": "0.000000", "duration_ts": 30523, "duration": "30.523000", "extradata_size": 46,
         "disposition": {"default": 0, "dub": 0, "original": 0, "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0,
         "hearing_impaired": 0, "visual_impaired": 0, "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0,
         "captions": 0, "descriptions": 0, "metadata": 0, "dependent": 0, "still_image": 0},
         "tags": {"ENCODER": "Lavc59.37.100 libx264", "DURATION": "00:00:30.523000000"}},
         {"index": 1, "codec_name": "aac", "codec_long_name": "AAC (Advanced Audio Coding)", "profile": "LC",
         "codec_type": "audio", "codec_tag_string": "[0][0][0][0]", "codec_tag": "0x0000", "sample_fmt": "fltp",
         "sample_rate": "44100", "channels": 1, "channel_layout": "mono", "bits_per_sample": 0,
         "r_frame_rate": "0/0", "avg_frame_rate": "0/0", "time_base": "1/1000", "start_pts": 0,
         "start_time": "0.000000", "extradata_size": 5, "disposition": {"default": 0, "dub": 0, "original": 0,
         "comment": 0, "lyrics": 0, "karaoke": 0, "forced": 0, "hearing_impaired": 0, "visual_impaired": 0,
         "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0,
         "metadata": 0, "dependent": 0, "still_image": 0}, "tags": {"language": "ger",
         "ENCODER": "Lavc59.37.100 aac", "DURATION": "00:00:30.523000000"}},
         {"index": 2, "codec_name": "aac", "codec_long_name": "AAC (Advanced Audio Coding)", "profile": "LC",
         "codec_type": "audio", "codec_tag_string": "[0][0][0][0]", "codec_tag": "0x0000", "sample_fmt": "fltp",
         "sample_rate": "44100", "channels": 1, "channel_layout": "mono", "bits_per_sample": 0,
         "r_frame_rate": "0/0", "avg_frame_rate": "0/0", "time_base": "1/1000", "start_pts": 0,
         "start_time": "0.000000", "extradata_size": 5, "disposition": {"default": 0, "dub": 0, "original": 0,
         "comment": 1, "lyrics": 0, "karaoke": 0, "forced": 0, "hearing_impaired": 0, "visual_impaired": 0,
         "clean_effects": 0, "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0,
         "metadata": 0, "dependent": 0, "still_image": 0}, "tags": {"language": "eng", "title": "Commentary",
         "ENCODER": "Lavc59.37.100 aac", "DURATION": "00:00:20.023000000"}},
         {"index": 3, "codec_name": "subrip", "codec_long_name": "SubRip subtitle", "codec_type": "subtitle",
         "codec_tag_string": "[0][0][0][0]", "codec_tag": "0x0000", "r_frame_rate": "0/0", "avg_frame_rate": "0/0",
         "time_base": "1/1000", "start_pts": 0, "start_time": "0.000000", "duration_ts": 30523,
         "duration": "30.523000", "disposition": {"default": 0, "dub": 0, "original": 0, "comment": 0, "lyrics": 0,
         "karaoke": 0, "forced": 0, "hearing_impaired": 1, "visual_impaired": 0, "clean_effects": 0,
         "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0, "metadata": 0, "dependent": 0,
         "still_image": 0}, "tags": {"language": "fre", "title": "Français (SDH)", "ENCODER": "Lavc59.37.100 srt",
         "DURATION": "00:00:02.023000000"}},
         {"index": 4, "codec_name": "subrip", "codec_long_name": "SubRip subtitle", "codec_type": "subtitle",
         "codec_tag_string": "[0][0][0][0]", "codec_tag": "0x0000", "r_frame_rate": "0/0", "avg_frame_rate": "0/0",
         "time_base": "1/1000", "start_pts": 0, "start_time": "0.000000", "duration_ts": 30523,
         "duration": "30.523000", "disposition": {"default": 0, "dub": 0, "original": 0, "comment": 0, "lyrics": 0,
         "karaoke": 0, "forced": 1, "hearing_impaired": 0, "visual_impaired": 0, "clean_effects": 0,
         "attached_pic": 0, "timed_thumbnails": 0, "captions": 0, "descriptions": 0, "metadata": 0, "dependent": 0,
         "still_image": 0}, "tags": {"ENCODER": "Lavc59.37.100 srt", "DURATION": "00:00:02.023000000"}}
        ], "chapters": [
         {"id": 1, "time_base": "1/1000000000", "start": 0, "start_time": "0.000000", "end": 4000000000,
         "end_time": "4.000000", "tags": {"title": "Prologue"}},
         {"id": 2, "time_base": "1/1000000000", "start": 4000000000, "start_time": "4.000000", "end": 10000000000,
         "end_time": "10.000000", "tags": {"title": "Opening Credits"}},
         {"id": 3, "time_base": "1/1000000000", "start": 10000000000, "start_time": "10.000000", "end": 30500000000,
         "end_time": "30.500000"}
        ], "format":
         {"filename": "cut.mkv", "nb_streams": 5, "nb_programs": 0, "format_name": "matroska,webm",
         "format_long_name": "Matroska / WebM", "start_time": "0.000000", "duration": "30.523000", "size": "3000",
         "bit_rate": "786", "probe_score": 100, "tags": {"title": "Test", "ENCODER": "Lavf59.27.100"}}
        }
        """#
}
