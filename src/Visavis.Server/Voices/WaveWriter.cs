using System.Buffers.Binary;
using Visavis.Engine.Media;

namespace Visavis.Server.Voices;

/// <summary>Writes 48 kHz sound as a WAV file, 16-bit mono, piece by piece; its header is right once this is disposed.</summary>
public sealed class WaveWriter(string path) : IAsyncDisposable
{
    private const int HeaderBytes = 44;
    private const int PieceSamples = 16 << 10;

    private readonly FileStream _file = Begin(path);
    private readonly byte[] _piece = new byte[2 * PieceSamples];

    /// <summary>What is written.</summary>
    public MediaTime Length { get; private set; }

    public async Task AppendAsync(ReadOnlyMemory<float> sound, CancellationToken cancellation)
    {
        for (var at = 0; at < sound.Length; at += PieceSamples)
        {
            var count = Math.Min(PieceSamples, sound.Length - at);
            Convert(sound.Span.Slice(at, count), _piece);
            await _file.WriteAsync(_piece.AsMemory(0, 2 * count), cancellation).ConfigureAwait(false);
        }
        Length += new MediaTime(sound.Length);
    }

    public async Task AppendSilenceAsync(MediaTime length, CancellationToken cancellation)
    {
        Array.Clear(_piece);
        for (var left = length.Samples; left > 0; left -= PieceSamples)
        {
            await _file.WriteAsync(_piece.AsMemory(0, (int)(2 * Math.Min(left, PieceSamples))), cancellation).ConfigureAwait(false);
        }
        Length += length;
    }

    public async ValueTask DisposeAsync()
    {
        var header = new byte[HeaderBytes];
        WriteHeader(header, (int)(2 * Length.Samples));
        _file.Position = 0;
        await _file.WriteAsync(header).ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private static FileStream Begin(string path)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        file.Position = HeaderBytes;
        return file;
    }

    private static void Convert(ReadOnlySpan<float> sound, Span<byte> piece)
    {
        for (var i = 0; i < sound.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(piece[(2 * i)..], (short)Math.Clamp(MathF.Round(sound[i] * 32_767), short.MinValue, short.MaxValue));
        }
    }

    private static void WriteHeader(Span<byte> file, int bytes)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], HeaderBytes - 8 + bytes);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], MediaTime.Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], 2 * MediaTime.Rate);
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], bytes);
    }
}
