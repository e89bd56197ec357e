using System.Text;
using Visavis.Engine.Encode;
using Visavis.Engine.Media;

namespace Visavis.Engine.Fmp4;

/// <summary>The init segment (ftyp and moov) of one H.264 and one AAC track, marked as synthetic.</summary>
public static class InitSegment
{
    /// <summary>IPTC's digital source type of media made by a model: the machine-readable mark of every stream.</summary>
    public const string SyntheticMark = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /// <summary>Adobe's UUID of an XMP packet in ISO files (XMP specification part 3, 1.2.7.1).</summary>
    private static readonly byte[] XmpUuid = [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

    private static readonly int[] Identity = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

    public static byte[] Write(VideoEncoder video, AudioEncoder audio)
    {
        var writer = new BoxWriter();
        WriteBrands(writer);
        var moov = writer.Open("moov");
        WriteMovieHeader(writer);
        WriteTrack(writer, FragmentMuxer.VideoTrack, video.Options.Width, video.Options.Height, () => WriteVideoEntry(writer, video));
        WriteTrack(writer, FragmentMuxer.AudioTrack, 0, 0, () => WriteAudioEntry(writer, audio));
        WriteExtends(writer);
        WriteComment(writer);
        writer.Close(moov);
        WriteXmp(writer);
        return writer.ToArray();
    }

    private static void WriteBrands(BoxWriter writer)
    {
        var box = writer.Open("ftyp");
        writer.Text("iso6");
        writer.Int32(0);
        writer.Text("iso6cmfcmp41");
        writer.Close(box);
    }

    private static void WriteMovieHeader(BoxWriter writer)
    {
        var box = writer.OpenFull("mvhd", 0, 0);
        writer.Zeros(8);
        writer.Int32(MediaTime.Rate);
        writer.Int32(0);
        writer.Int32(0x10000);
        writer.Int16(0x100);
        writer.Zeros(10);
        WriteMatrix(writer);
        writer.Zeros(24);
        writer.Int32(FragmentMuxer.AudioTrack + 1);
        writer.Close(box);
    }

    private static void WriteMatrix(BoxWriter writer)
    {
        foreach (var value in Identity)
        {
            writer.Int32(value);
        }
    }

    private static void WriteTrack(BoxWriter writer, int id, int width, int height, Action entry)
    {
        var isVideo = width > 0;
        var trak = writer.Open("trak");
        var tkhd = writer.OpenFull("tkhd", 0, 3);
        writer.Zeros(8);
        writer.Int32(id);
        writer.Zeros(4 + 4 + 8 + 4);
        writer.Int16(isVideo ? 0 : 0x100);
        writer.Int16(0);
        WriteMatrix(writer);
        writer.Int32(width << 16);
        writer.Int32(height << 16);
        writer.Close(tkhd);
        var mdia = writer.Open("mdia");
        WriteMediaHeader(writer, isVideo);
        var minf = writer.Open("minf");
        WriteMediaInformation(writer, isVideo);
        WriteSampleTable(writer, entry);
        writer.Close(minf);
        writer.Close(mdia);
        writer.Close(trak);
    }

    private static void WriteMediaHeader(BoxWriter writer, bool isVideo)
    {
        var mdhd = writer.OpenFull("mdhd", 0, 0);
        writer.Zeros(8);
        writer.Int32(MediaTime.Rate);
        writer.Int32(0);
        // Language "und", five bits a letter.
        writer.Int16(0x55C4);
        writer.Int16(0);
        writer.Close(mdhd);
        var hdlr = writer.OpenFull("hdlr", 0, 0);
        writer.Int32(0);
        writer.Text(isVideo ? "vide" : "soun");
        writer.Zeros(12);
        writer.Text(isVideo ? "Video\0" : "Sound\0");
        writer.Close(hdlr);
    }

    private static void WriteMediaInformation(BoxWriter writer, bool isVideo)
    {
        var header = isVideo ? writer.OpenFull("vmhd", 0, 1) : writer.OpenFull("smhd", 0, 0);
        writer.Zeros(isVideo ? 8 : 4);
        writer.Close(header);
        var dinf = writer.Open("dinf");
        var dref = writer.OpenFull("dref", 0, 0);
        writer.Int32(1);
        writer.Close(writer.OpenFull("url ", 0, 1));
        writer.Close(dref);
        writer.Close(dinf);
    }

    private static void WriteSampleTable(BoxWriter writer, Action entry)
    {
        var stbl = writer.Open("stbl");
        var stsd = writer.OpenFull("stsd", 0, 0);
        writer.Int32(1);
        entry();
        writer.Close(stsd);
        foreach (var (type, zeros) in new[] { ("stts", 4), ("stsc", 4), ("stsz", 8), ("stco", 4) })
        {
            var box = writer.OpenFull(type, 0, 0);
            writer.Zeros(zeros);
            writer.Close(box);
        }
        writer.Close(stbl);
    }

    private static void WriteVideoEntry(BoxWriter writer, VideoEncoder video)
    {
        var avc1 = writer.Open("avc1");
        writer.Zeros(6);
        writer.Int16(1);
        writer.Zeros(16);
        writer.Int16(video.Options.Width);
        writer.Int16(video.Options.Height);
        writer.Int32(0x480000);
        writer.Int32(0x480000);
        writer.Zeros(4);
        writer.Int16(1);
        writer.Zeros(32);
        writer.Int16(24);
        writer.Int16(-1);
        var avcC = writer.Open("avcC");
        writer.Bytes(video.Configuration.Span);
        writer.Close(avcC);
        // BT.709, limited range (ISO 14496-12 12.1.5).
        var colr = writer.Open("colr");
        writer.Text("nclx");
        writer.Int16(1);
        writer.Int16(1);
        writer.Int16(1);
        writer.Byte(0);
        writer.Close(colr);
        writer.Close(avc1);
    }

    private static void WriteAudioEntry(BoxWriter writer, AudioEncoder audio)
    {
        var mp4a = writer.Open("mp4a");
        writer.Zeros(6);
        writer.Int16(1);
        writer.Zeros(8);
        writer.Int16(1);
        writer.Int16(16);
        writer.Zeros(4);
        writer.Int32((long)MediaTime.Rate << 16);
        var esds = writer.OpenFull("esds", 0, 0);
        WriteDescriptors(writer, audio.Configuration.Span);
        writer.Close(esds);
        writer.Close(mp4a);
    }

    /// <summary>ES, decoder configuration, decoder specific info and SL descriptors (ISO 14496-1 7.2.6); all sizes fit one byte.</summary>
    private static void WriteDescriptors(BoxWriter writer, ReadOnlySpan<byte> configuration)
    {
        writer.Byte(3);
        writer.Byte(3 + 2 + 13 + 2 + configuration.Length + 3);
        writer.Int16(FragmentMuxer.AudioTrack);
        writer.Byte(0);
        writer.Byte(4);
        writer.Byte(13 + 2 + configuration.Length);
        writer.Byte(0x40);
        writer.Byte(0x15);
        writer.Zeros(3);
        writer.Int32(AudioEncoder.BitsPerSecond);
        writer.Int32(AudioEncoder.BitsPerSecond);
        writer.Byte(5);
        writer.Byte(configuration.Length);
        writer.Bytes(configuration);
        writer.Byte(6);
        writer.Byte(1);
        writer.Byte(2);
    }

    private static void WriteExtends(BoxWriter writer)
    {
        var mvex = writer.Open("mvex");
        foreach (var id in new[] { FragmentMuxer.VideoTrack, FragmentMuxer.AudioTrack })
        {
            var trex = writer.OpenFull("trex", 0, 0);
            writer.Int32(id);
            writer.Int32(1);
            writer.Zeros(12);
            writer.Close(trex);
        }
        writer.Close(mvex);
    }

    /// <summary>The mark once more as an iTunes-style comment, which common tools show.</summary>
    private static void WriteComment(BoxWriter writer)
    {
        var udta = writer.Open("udta");
        var meta = writer.OpenFull("meta", 0, 0);
        var hdlr = writer.OpenFull("hdlr", 0, 0);
        writer.Int32(0);
        writer.Text("mdirappl");
        writer.Zeros(9);
        writer.Close(hdlr);
        var ilst = writer.Open("ilst");
        var comment = writer.Open("\u00A9cmt");
        var data = writer.Open("data");
        writer.Int32(1);
        writer.Int32(0);
        writer.Text($"Synthetic media: {SyntheticMark}");
        writer.Close(data);
        writer.Close(comment);
        writer.Close(ilst);
        writer.Close(meta);
        writer.Close(udta);
    }

    private static void WriteXmp(BoxWriter writer)
    {
        var uuid = writer.Open("uuid");
        writer.Bytes(XmpUuid);
        writer.Bytes(Encoding.UTF8.GetBytes(
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
            + "<rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">"
            + $"<Iptc4xmpExt:DigitalSourceType>{SyntheticMark}</Iptc4xmpExt:DigitalSourceType>"
            + "</rdf:Description></rdf:RDF></x:xmpmeta>"));
        writer.Close(uuid);
    }
}
