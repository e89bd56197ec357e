using System.Buffers.Binary;

namespace Visavis.Engine.Speech.Remote;

/// <summary>
/// Mono samples in ±1 from sound that arrives in pieces of any length: 16-bit PCM without a header, or a WAV file (RIFF) of 16, 24 or
/// 32-bit PCM or 32-bit float, whose sizes are not believed, since servers that stream write them before they know them.
/// </summary>
internal sealed class WaveDecoder(int rate, bool hasHeader, int mostSeconds)
{
    /// <summary>Chunks of notes before the sound; more is no sound.</summary>
    private const int LongestHeader = 64 * 1024;

    private const int Pcm = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;

    private readonly List<byte> _waiting = [];
    private readonly List<float> _samples = [];
    private bool _inSound = !hasHeader;
    private bool _isSniffed;
    private int _channels = 1;
    private int _bytes = 2;
    private bool _isFloat;

    /// <summary>Hz.</summary>
    public int Rate { get; private set; } = rate;

    public List<float> Samples => _samples;

    /// <exception cref="RemoteFault">The bytes are no sound of these kinds, or too many.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _waiting.AddRange(bytes);
        Sniff();
        if (!_inSound && _isSniffed)
        {
            ReadHeader();
        }
        if (_inSound && _isSniffed)
        {
            ReadSound();
        }
    }

    /// <summary>Tells what came by its first bytes: some servers send a WAV file whatever was asked for.</summary>
    private void Sniff()
    {
        if (_isSniffed || _waiting.Count < 4)
        {
            return;
        }
        _isSniffed = true;
        var isRiff = Is(0, "RIFF");
        if (!isRiff && (hasHeader || Is(0, "OggS") || Is(0, "fLaC") || Is(0, "ID3") || Is(0, "<htm") || Is(0, "<!DO")))
        {
            throw new RemoteFault(
                hasHeader
                    ? "The remote voice's server answered with something that is no WAV file: try format pcm in voice.json."
                    : "The remote voice's server answered with sound that is no PCM: try format wav in voice.json.",
                mayPass: false);
        }
        _inSound = !isRiff;
    }

    private void ReadHeader()
    {
        var at = 12;
        while (at + 8 <= _waiting.Count)
        {
            if (Is(at, "data"))
            {
                _waiting.RemoveRange(0, at + 8);
                _inSound = true;
                return;
            }
            var size = Int(at + 4);
            if (Is(at, "fmt ") && at + 24 <= _waiting.Count)
            {
                ReadFormat(at + 8);
            }
            if (size is < 0 or > LongestHeader)
            {
                throw NoWave("its header is broken");
            }
            at += 8 + size + (size & 1);
        }
        if (_waiting.Count > LongestHeader)
        {
            throw NoWave("its header has no end");
        }
    }

    private void ReadFormat(int at)
    {
        var kind = Short(at);
        if (kind == Extensible && at + 26 <= _waiting.Count)
        {
            kind = Short(at + 24);
        }
        (_channels, Rate) = (Short(at + 2), Int(at + 4));
        (_bytes, _isFloat) = (Short(at + 14) / 8, kind == Float);
        var isKnown = (kind == Pcm && _bytes is >= 2 and <= 4) || (kind == Float && _bytes == 4);
        if (!isKnown || _channels is < 1 or > 8 || Rate is < 8_000 or > 48_000)
        {
            throw NoWave($"format {kind}, {8 * _bytes} bits, {_channels} channels at {Rate} Hz");
        }
    }

    private void ReadSound()
    {
        var frame = _bytes * _channels;
        var whole = _waiting.Count / frame;
        if (_samples.Count + whole > (long)mostSeconds * Rate)
        {
            throw new RemoteFault($"The remote voice's server answered with more than {mostSeconds} s of sound, the limit for a clause.", mayPass: false);
        }
        Span<byte> sample = stackalloc byte[4];
        for (var i = 0; i < whole; i++)
        {
            var sum = 0f;
            for (var channel = 0; channel < _channels; channel++)
            {
                sum += Sample((i * _channels + channel) * _bytes, sample);
            }
            _samples.Add(sum / _channels);
        }
        _waiting.RemoveRange(0, whole * frame);
    }

    private float Sample(int at, Span<byte> bytes)
    {
        bytes.Clear();
        // Left-aligned, so that all widths scale alike.
        for (var i = 0; i < _bytes; i++)
        {
            bytes[4 - _bytes + i] = _waiting[at + i];
        }
        if (!_isFloat)
        {
            return BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648f;
        }
        var value = BinaryPrimitives.ReadSingleLittleEndian(bytes);
        return float.IsFinite(value) ? Math.Clamp(value, -4, 4) : 0;
    }

    private static RemoteFault NoWave(string why) =>
        new($"The remote voice's server answered with a WAV file that cannot be used: {why}.", mayPass: false);

    private bool Is(int at, string name) => _waiting.Count >= at + name.Length && name.Select((c, i) => _waiting[at + i] == c).All(same => same);

    private int Short(int at) => _waiting[at] | _waiting[at + 1] << 8;

    private int Int(int at) => Short(at) | Short(at + 2) << 16;
}
