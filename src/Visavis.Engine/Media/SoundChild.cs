using System.ComponentModel;

namespace Visavis.Engine.Media;

/// <summary>The child that decodes one sound: it comes as a wav stream (32-bit float, 48 kHz, one or two channels).</summary>
internal static class SoundChild
{
    /// <summary>Decoders of plain sound. Film decoders are barred as well: a container's pictures would be opened to learn their size.</summary>
    private const string Decoders =
        "mp3float,mp3,mp2float,mp2,mp1float,mp1,aac,alac,flac,vorbis,opus,libopus,gsm_ms,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,pcm_alaw,pcm_mulaw,"
        + "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be";

    /// <exception cref="SoundException">The shell is missing.</exception>
    public static async Task<DecoderChild> StartAsync(string file, SoundFormat format, SoundDecoderOptions options, DecoderConfinement confinement)
    {
        try
        {
            return await DecoderChild.StartAsync(file, options.Ffmpeg, Words(format), options.Limits, confinement).ConfigureAwait(false);
        }
        catch (Win32Exception error)
        {
            throw new SoundException(SoundFault.Unavailable, $"/bin/sh did not start: {error.Message}.", error);
        }
    }

    private static string[] Words(SoundFormat format) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-v", "info", "-max_alloc", "67108864",
        "-protocol_whitelist", "file", "-codec_whitelist", Decoders, "-threads", "1", "-f", format.Demuxer,
        // No reference of a film may lead to another file.
        .. format.Demuxer == "mov" ? (string[])["-enable_drefs", "0", "-use_absolute_path", "0"] : [],
        "-i", ConfinedFfmpeg.Input, "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
        // Without rematrix_maxval channels are added at 0.7 each, and what both hold gets 3 dB louder and clips.
        "-filter_threads", "1", "-af", "aresample=48000:rematrix_maxval=1,aformat=sample_fmts=flt:sample_rates=48000:channel_layouts=mono|stereo",
        "-fflags", "+bitexact", "-flags", "+bitexact", "-threads", "1", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1",
    ];
}
