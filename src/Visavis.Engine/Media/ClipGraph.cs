using System.Globalization;

namespace Visavis.Engine.Media;

/// <summary>
/// ffmpeg's filters from a clip as it is to 1280 × 720 pictures of 4:2:0, 25 a second, BT.709 in limited range. What has another shape is
/// set before a blurred, darker copy of itself.
/// </summary>
internal static class ClipGraph
{
    public const int Width = 1280, Height = 720, FramesPerSecond = 25;

    /// <summary>A shape as near to 16 : 9 as this is stretched to it.</summary>
    private const double MostStretch = .02;

    /// <summary>The copy is blurred at an eighth of the size, by six pixels of it, and keeps four fifths of its light.</summary>
    private const string Ground = "scale=160:90:force_original_aspect_ratio=increase,crop=160:90,gblur=sigma=6,lutyuv=y=16+(val-16)*0.8";

    /// <summary>Light of a usual screen's white in a clip of high dynamic range, cd/m² (ITU-R BT.2408).</summary>
    private const int WhiteLight = 203;

    /// <summary>Where the clip's own pictures stand in ours: columns and rows.</summary>
    public static (int X, int Y, int Width, int Height) Content(ClipHead head)
    {
        double width = Math.Max(1, head.Width) * head.PixelAspect, height = Math.Max(1, head.Height);
        (width, height) = head.IsTurned ? (height, width) : (width, height);
        var shape = width / height * Height / Width;
        if (Math.Abs(shape - 1) <= MostStretch)
        {
            return (0, 0, Width, Height);
        }
        // Even edges, so that chroma lines up.
        var (w, h) = shape > 1 ? (Width, Even(Height / shape)) : (Even(Width * shape), Height);
        return ((Width - w) / 4 * 2, (Height - h) / 4 * 2, w, h);
    }

    public static string Of(ClipHead head)
    {
        var (x, y, w, h) = Content(head);
        var size = string.Create(CultureInfo.InvariantCulture, $"{w}:{h}");
        var scaled = head.BrightTransfer is { } transfer ? ToneMapped(transfer, size) : Scaled(head, size);
        return $"fps={FramesPerSecond},{scaled}" + (w == Width && h == Height ? "" : string.Create(CultureInfo.InvariantCulture,
            $",split[own][copy];[copy]{Ground},scale={Width}:{Height}:flags=bicubic[ground];[ground][own]overlay={x}:{y}:format=yuv420,format=yuv420p"));
    }

    private static string Scaled(ClipHead head, string size) =>
        // The matrix is the file's and not the decoder's, which takes all VP8 to be BT.601.
        $"scale={size}:flags=bicubic+accurate_rnd+full_chroma_int:in_color_matrix={head.Matrix}:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1";

    private static string ToneMapped(string transfer, string size) => string.Create(CultureInfo.InvariantCulture,
        $"scale={size}:flags=bicubic,zscale=tin={transfer}:pin=2020:min=2020_ncl:t=linear:npl={WhiteLight},format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p,setsar=1");

    private static int Even(double length) => Math.Max(2, (int)Math.Round(length / 2) * 2);
}
