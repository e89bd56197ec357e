using Visavis.Engine.Encode;
using Visavis.Engine.Media;

namespace Visavis.Engine.Fmp4;

/// <summary>Collects the access units of one part and writes them as a CMAF chunk (ISO 23000-19): video then sound.</summary>
public sealed class FragmentMuxer
{
    internal const int VideoTrack = 1;
    internal const int AudioTrack = 2;

    // sample_depends_on and sample_is_non_sync_sample (ISO 14496-12 8.8.3.1).
    private const int KeyFlags = 0x02000000;
    private const int DeltaFlags = 0x01010000;

    private readonly BoxWriter _writer = new();
    private readonly Track _video = new();
    private readonly Track _audio = new();
    private int _sequence;

    /// <summary>Takes a picture; its bytes are copied.</summary>
    public void AddVideo(EncodedSample sample) => _video.Add(sample);

    /// <summary>Takes a frame of sound; its bytes are copied.</summary>
    public void AddAudio(EncodedSample sample) => _audio.Add(sample);

    /// <summary>Writes what was added since the last call as one part; there must be a picture.</summary>
    public Fragment Cut()
    {
        var first = _video.Samples[0];
        _writer.Clear();
        var moof = _writer.Open("moof");
        WriteHeader();
        var videoOffset = WriteTrack(VideoTrack, _video);
        var hasAudio = _audio.Samples.Count > 0;
        var audioOffset = hasAudio ? WriteTrack(AudioTrack, _audio) : 0;
        _writer.Close(moof);
        var mdat = _writer.Open("mdat");
        _writer.PatchInt32(videoOffset, _writer.Length);
        _writer.Bytes(_video.Bytes);
        if (hasAudio)
        {
            _writer.PatchInt32(audioOffset, _writer.Length);
            _writer.Bytes(_audio.Bytes);
        }
        _writer.Close(mdat);
        var duration = new MediaTime(_video.Samples.Sum(sample => sample.Duration.Samples));
        _video.Clear();
        _audio.Clear();
        return new Fragment(_writer.ToArray(), first.Time, duration, first.IsKey);
    }

    private void WriteHeader()
    {
        var box = _writer.OpenFull("mfhd", 0, 0);
        _writer.Int32(++_sequence);
        _writer.Close(box);
    }

    /// <returns>Where the data offset stands that is known once the mdat is written.</returns>
    private int WriteTrack(int id, Track track)
    {
        var traf = _writer.Open("traf");
        // default-base-is-moof (8.8.7.1): offsets count from the moof, as CMAF demands.
        var tfhd = _writer.OpenFull("tfhd", 0, 0x020000);
        _writer.Int32(id);
        _writer.Close(tfhd);
        var tfdt = _writer.OpenFull("tfdt", 1, 0);
        _writer.Int64(track.Samples[0].Time.Samples);
        _writer.Close(tfdt);
        // data offset, sample duration, size and flags present (8.8.8.1).
        var trun = _writer.OpenFull("trun", 0, 0x000701);
        _writer.Int32(track.Samples.Count);
        var offset = _writer.Length;
        _writer.Int32(0);
        foreach (var sample in track.Samples)
        {
            _writer.Int32(sample.Duration.Samples);
            _writer.Int32(sample.Size);
            _writer.Int32(sample.IsKey ? KeyFlags : DeltaFlags);
        }
        _writer.Close(trun);
        _writer.Close(traf);
        return offset;
    }

    private readonly record struct Entry(MediaTime Time, MediaTime Duration, int Size, bool IsKey);

    private sealed class Track
    {
        private byte[] _bytes = new byte[128 * 1024];
        private int _length;

        public List<Entry> Samples { get; } = [];

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

        public void Add(EncodedSample sample)
        {
            if (_length + sample.Data.Length > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + sample.Data.Length));
            }
            sample.Data.Span.CopyTo(_bytes.AsSpan(_length));
            _length += sample.Data.Length;
            Samples.Add(new Entry(sample.Time, sample.Duration, sample.Data.Length, sample.IsKey));
        }

        public void Clear()
        {
            Samples.Clear();
            _length = 0;
        }
    }
}
