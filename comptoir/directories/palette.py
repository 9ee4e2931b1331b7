"""The colours that the page offers: three rows of nine, strong, light and deep."""

PALETTE = (
    ("#FF5752", "#FFA900", "#FADB14", "#7BD500", "#47E4C2", "#55D0E0", "#2FC6F6", "#39A8EF", "#A78BFA"),
    ("#FFB1AE", "#FFD885", "#FBEA8B", "#BFEC7D", "#A6F2E1", "#AFE9F1", "#A9E8FC", "#ABDAF9", "#D3C6FD"),
    ("#B3261E", "#B26A00", "#8C7A00", "#3F7D00", "#148A6E", "#1C8694", "#0D7FA8", "#1F6BB0", "#6D44C4"),
)
